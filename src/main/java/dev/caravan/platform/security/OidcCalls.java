package dev.caravan.platform.security;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Calls to the identity provider: without redirects, and with limits of time and of the answers' length. */
final class OidcCalls {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    /** Descriptions, tokens and keys have some kilobytes. */
    private static final long LONGEST_ANSWER = 256L * 1024;

    private final JdkClientHttpRequestFactory requests;
    private final ClientHttpRequestInterceptor limit =
            (request, body, execution) -> new Limited(execution.execute(request, body));

    OidcCalls() {
        requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build());
        requests.setReadTimeout(ANSWER);
    }

    RestClient client() {
        return client(builder -> {});
    }

    RestClient client(Consumer<RestClient.Builder> more) {
        RestClient.Builder builder =
                RestClient.builder().requestFactory(requests).requestInterceptor(limit);
        more.accept(builder);
        return builder.build();
    }

    RestTemplate template() {
        RestTemplate template = new RestTemplate(requests);
        template.getInterceptors().add(limit);
        return template;
    }

    private record Limited(ClientHttpResponse answer) implements ClientHttpResponse {

        @Override
        public InputStream getBody() throws IOException {
            return new LimitedBody(answer.getBody());
        }

        @Override
        public HttpStatusCode getStatusCode() throws IOException {
            return answer.getStatusCode();
        }

        @Override
        public String getStatusText() throws IOException {
            return answer.getStatusText();
        }

        @Override
        public HttpHeaders getHeaders() {
            return answer.getHeaders();
        }

        @Override
        public void close() {
            answer.close();
        }
    }

    private static final class LimitedBody extends FilterInputStream {

        private long left = LONGEST_ANSWER;

        LimitedBody(@Nullable InputStream body) {
            super(body == null ? InputStream.nullInputStream() : body);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("the identity provider's answer is too long");
            }
        }
    }
}
