package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Role;
import dev.caravan.platform.api.Problems;
import dev.caravan.platform.security.SignedIn;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import java.util.ArrayList;
import java.util.List;
import org.apache.coyote.Constants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Requests pile up behind a database that is slow; their number is bounded, and each caller has a share. */
class PlacesTest {

    /** A REST route goes on behind when the servlet's thread has left. */
    private static final FilterChain GOES_ON_BEHIND = (request, response) -> request.startAsync();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Places places =
            new Places(new Problems(new ObjectMapper()), new Refusals(meters), new RecentCredentials());
    private final List<MockHttpServletRequest> underWay = new ArrayList<>();

    @AfterEach
    void nobodyIsSignedIn() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void refusesWhatIsTooMuchAndSaysWhenToComeAgain() throws Exception {
        fillTheShareOf("ann");

        MockHttpServletResponse answer = send("/products");

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("5");
        assertThat(answer.getContentType()).startsWith("application/problem+json");
        assertThat(answer.getContentAsString()).contains("\"statusCode\":503", "try again in a moment");
        assertThat(meters.get("caravan.requests.refused").counter().count()).isEqualTo(1);
    }

    @Test
    void takesTheNextWhenOneHasEnded() throws Exception {
        fillTheShareOf("ann");

        end(underWay.get(3));

        assertThat(send("/products").getStatus()).isEqualTo(200);
        assertThat(send("/products").getStatus()).isEqualTo(503);
    }

    @Test
    void countsARequestOnceHoweverItEnds() throws Exception {
        fillTheShareOf("ann");

        end(underWay.get(3));
        end(underWay.get(3));
        places.doFilter(get("/products"), new MockHttpServletResponse(), (request, response) -> {});

        assertThat(send("/products").getStatus()).isEqualTo(200);
        assertThat(send("/products").getStatus()).isEqualTo(503);
    }

    @Test
    void servesOthersWhoeverHasTakenAShare() throws Exception {
        fillTheShareOf("ann");

        signIn("bob");
        assertThat(send("/products").getStatus()).isEqualTo(200);
    }

    @Test
    void servesWhoHasSignedInHoweverManyHaveNot() throws Exception {
        SecurityContextHolder.clearContext();
        for (int i = 0; i < 2 * Places.MOST; i++) {
            send("/openapi.json");
        }

        signIn("ann");
        assertThat(send("/products").getStatus()).isEqualTo(200);
    }

    @Test
    void letsHealthBeAsked() throws Exception {
        fillTheShareOf("ann");

        assertThat(send("/actuator/health/readiness").getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/12/file/Zk3", "/assets/12/file/Zk3/front.jpg"})
    void letsStoresDownloadTheirFiles(String path) throws Exception {
        fillTheShareOf("ann");

        assertThat(send(path).getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/assets", "/assets/12", "/assets/12/file", "/assets/x/file/Zk3", "/products/assets/12/file/Zk3"
            })
    void letsNothingThroughThatOnlyLooksLikeAFile(String path) throws Exception {
        fillTheShareOf("ann");

        assertThat(send(path).getStatus()).isEqualTo(503);
    }

    private void fillTheShareOf(String user) throws Exception {
        signIn(user);
        for (int i = 0; i < Places.MOST / 2; i++) {
            assertThat(send("/products").getStatus()).isEqualTo(200);
        }
    }

    private static void signIn(String user) {
        SignedIn signedIn = () -> new Caller(1, user, Role.VIEWER);
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(signedIn, ""));
    }

    private MockHttpServletResponse send(String path) throws Exception {
        MockHttpServletRequest request = get(path);
        MockHttpServletResponse response = new MockHttpServletResponse();
        places.doFilter(request, response, GOES_ON_BEHIND);
        underWay.add(request);
        return response;
    }

    private static MockHttpServletRequest get(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setAsyncSupported(true);
        request.setAttribute(Constants.SENDFILE_SUPPORTED_ATTR, true); // as Tomcat says
        return request;
    }

    private static void end(MockHttpServletRequest request) {
        ((MockAsyncContext) request.getAsyncContext()).complete();
    }
}
