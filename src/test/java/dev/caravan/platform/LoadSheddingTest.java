package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Requests pile up behind a database that is slow; their number is bounded. */
class LoadSheddingTest {

    /** A REST route goes on behind when the servlet's thread has left. */
    private static final FilterChain GOES_ON_BEHIND = (request, response) -> request.startAsync();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LoadShedding shedding = new LoadShedding(new Problems(new ObjectMapper()), meters);
    private final List<MockHttpServletRequest> underWay = new ArrayList<>();

    @BeforeEach
    void asManyAsItTakes() throws Exception {
        for (int i = 0; i < LoadShedding.MOST; i++) {
            assertThat(send("/products").getStatus()).isEqualTo(200);
        }
    }

    @Test
    void refusesWhatIsTooMuchAndSaysWhenToComeAgain() throws Exception {
        MockHttpServletResponse answer = send("/products");

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo(Problems.RETRY_AFTER);
        assertThat(answer.getContentType()).startsWith("application/problem+json");
        assertThat(answer.getContentAsString()).contains("\"statusCode\":503", "try again in a moment");
        assertThat(meters.get("caravan.requests.refused").counter().count()).isEqualTo(1);
    }

    @Test
    void takesTheNextWhenOneHasEnded() throws Exception {
        end(underWay.get(3));

        assertThat(send("/products").getStatus()).isEqualTo(200);
        assertThat(send("/products").getStatus()).isEqualTo(503);
    }

    @Test
    void countsARequestOnceHoweverItEnds() throws Exception {
        end(underWay.get(3));
        end(underWay.get(3));
        shedding.doFilter(get("/products"), new MockHttpServletResponse(), (request, response) -> {});

        assertThat(send("/products").getStatus()).isEqualTo(200);
        assertThat(send("/products").getStatus()).isEqualTo(503);
    }

    @Test
    void letsHealthBeAsked() throws Exception {
        assertThat(send("/actuator/health/readiness").getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/12/file/Zk3", "/assets/12/file/Zk3/front.jpg"})
    void letsStoresDownloadTheirFiles(String path) throws Exception {
        assertThat(send(path).getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/assets", "/assets/12", "/assets/12/file", "/assets/x/file/Zk3", "/products/assets/12/file/Zk3"
            })
    void letsNothingThroughThatOnlyLooksLikeAFile(String path) throws Exception {
        assertThat(send(path).getStatus()).isEqualTo(503);
    }

    private MockHttpServletResponse send(String path) throws Exception {
        MockHttpServletRequest request = get(path);
        MockHttpServletResponse response = new MockHttpServletResponse();
        shedding.doFilter(request, response, GOES_ON_BEHIND);
        underWay.add(request);
        return response;
    }

    private static MockHttpServletRequest get(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setAsyncSupported(true);
        return request;
    }

    private static void end(MockHttpServletRequest request) {
        ((MockAsyncContext) request.getAsyncContext()).complete();
    }
}
