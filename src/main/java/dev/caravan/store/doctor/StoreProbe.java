package dev.caravan.store.doctor;

import dev.caravan.store.address.AllowedAddresses;
import dev.caravan.store.address.ProbeClient;
import dev.caravan.store.address.StoreCallSettings;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.AnswerClassifier;
import dev.caravan.woocommerce.CallFault;
import dev.caravan.woocommerce.CallKey;
import dev.caravan.woocommerce.StoreEndpoints;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** One call of the store doctor: bounded in time and size, never redirected, and only to an address that is allowed. */
@Component
public class StoreProbe implements DisposableBean {

    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int MAX_BODY_BYTES = 1 << 20;

    /** The result: an answer, a fault, or both. Without a fault the answer is as expected. */
    public record Result(@Nullable Answer answer, @Nullable CallFault fault, long millis) {}

    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor deadlines;
    private final Duration timeout;
    private final Clock clock;
    private final String userAgent;

    StoreProbe(StoreCallSettings settings, AllowedAddresses addresses, Clock clock) {
        this.clock = clock;
        timeout = shorter(settings.requestTimeout(), LONGEST);
        client = ProbeClient.make(addresses, shorter(settings.connectTimeout(), LONGEST), timeout);
        deadlines = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "probe-deadline");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
        String version = getClass().getPackage().getImplementationVersion();
        userAgent = "Caravan/" + (version == null ? "development" : version);
    }

    /** @param query URL-encoded, or null @param key null: without a key */
    public Result get(URI storeUrl, String path, @Nullable String query, @Nullable CallKey key) {
        return send(prepared(new HttpGet(storeUrl), storeUrl, path, query, key));
    }

    public Result post(URI storeUrl, String path, CallKey key, String json) {
        HttpUriRequestBase request = prepared(new HttpPost(storeUrl), storeUrl, path, null, key);
        request.setEntity(new StringEntity(json, ContentType.create("application/json", StandardCharsets.UTF_8)));
        return send(request);
    }

    private HttpUriRequestBase prepared(
            HttpUriRequestBase request, URI storeUrl, String path, @Nullable String query, @Nullable CallKey key) {
        CallKey.Shown shown = key == null
                ? new CallKey.Shown(null, query)
                : key.show(request.getMethod(), storeUrl.toString(), path, query);
        request.setUri(URI.create(
                StoreEndpoints.url(storeUrl.toString(), path) + (shown.query() == null ? "" : "?" + shown.query())));
        request.setHeader("Accept", "application/json"); // otherwise WordPress writes its errors as HTML
        request.setHeader("User-Agent", userAgent);
        if (shown.authorization() != null) {
            request.setHeader("Authorization", shown.authorization());
        }
        return request;
    }

    /**
     * The client's own time limits are for each piece of an answer; the deadline is for the whole answer, and for
     * connecting.
     */
    private Result send(HttpUriRequestBase request) {
        long began = System.nanoTime();
        var deadline = deadlines.schedule(request::cancel, timeout.toNanos(), TimeUnit.NANOSECONDS);
        try (ClassicHttpResponse response = client.executeOpen(RoutingSupport.determineHost(request), request, null)) {
            Answer answer = new Answer(response.getCode(), headers(response), firstBytes(response.getEntity()));
            boolean late = request.isCancelled(); // by the deadline, which may not have come to its own end yet
            request.cancel(); // the rest of the answer is not read
            return late
                    ? failed(new TimeoutException(), began)
                    : new Result(answer, AnswerClassifier.faultOf(answer, clock).orElse(null), millisSince(began));
        } catch (IOException | HttpException | RuntimeException e) {
            return failed(request.isCancelled() ? new TimeoutException() : e, began);
        } finally {
            deadline.cancel(false);
        }
    }

    private static byte[] firstBytes(@Nullable HttpEntity body) throws IOException {
        InputStream content = body == null ? null : body.getContent();
        return content == null ? new byte[0] : content.readNBytes(MAX_BODY_BYTES);
    }

    private static Result failed(Throwable failure, long began) {
        return new Result(null, AnswerClassifier.faultOf(failure), millisSince(began));
    }

    private static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()));
        }
        return headers;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    @Override
    public void destroy() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}
