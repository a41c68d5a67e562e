package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Which headers of a request Camel gets to see. */
class BareRequestsTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void hidesEveryHeaderButTheCallersTrace() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("PATCH", "/products/1");
        request.addHeader("Authorization", "Basic x");
        request.addHeader("CamelHttpUri", "http://evil.example");
        request.addHeader("tracestate", "x=1");

        assertThat(names(request)).isEmpty();
        request.addHeader("traceparent", TRACE);
        assertThat(names(request)).containsExactly("traceparent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "${sysenv.HOME}",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"
            })
    void hidesATraceThatIsNone(String value) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("PATCH", "/products/1");
        request.addHeader("traceparent", value);

        assertThat(names(request)).isEmpty();
    }

    private static List<String> names(HttpServletRequest request) throws Exception {
        List<String> names = new ArrayList<>();
        new BareRequests()
                .doFilter(
                        request,
                        new MockHttpServletResponse(),
                        (seen, response) ->
                                names.addAll(Collections.list(((HttpServletRequest) seen).getHeaderNames())));
        return names;
    }
}
