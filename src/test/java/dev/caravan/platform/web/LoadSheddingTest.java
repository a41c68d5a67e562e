package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.platform.api.Problems;
import dev.caravan.platform.security.RefusedSignIns;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Too many requests come at once, and it is not known yet who asks. */
class LoadSheddingTest {

    private static final String RIGHT = "Basic right";

    private final RecentCredentials recent = new RecentCredentials();
    private final RefusedSignIns refused = new RefusedSignIns();
    private final LoadShedding shedding = new LoadShedding(
            new Problems(new ObjectMapper()), new Refusals(new SimpleMeterRegistry()), recent, refused);
    private final List<Integer> statuses = new ArrayList<>();

    @Test
    void whoGuessesLeavesThreadsToThoseWhoAreSignedIn() throws Exception {
        recent.note(request("127.0.0.1", RIGHT));

        whileUnderWay(300, i -> request("127.4.0." + i % 200, "Basic guess-" + i), () -> {
            assertThat(status(request("127.0.0.1", RIGHT))).isEqualTo(200);
        });

        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(LoadShedding.MOST_STRANGERS);
    }

    @Test
    void oneAddressLeavesPlacesToFirstSignInsFromOthers() throws Exception {
        whileUnderWay(300, i -> request("127.4.0.1", "Basic guess-" + i), () -> {
            assertThat(status(request("127.0.0.1", "Basic first"))).isEqualTo(200);
            assertThat(status(request("127.4.0.1", "Basic first"))).isEqualTo(503);
        });
    }

    /** Each has tried some wrong passwords; the newcomer has tried none. */
    @Test
    void manyWhoHaveGuessedLeavePlacesToFirstSignIns() throws Exception {
        for (int i = 0; i < 150 * 7; i++) {
            shedding.doFilter(
                    request("127.4.0." + i % 150, "Basic guess-" + i),
                    new MockHttpServletResponse(),
                    (request, response) -> ((MockHttpServletResponse) response).setStatus(401));
        }

        whileUnderWay(300, i -> request("127.4.0." + i % 150, "Basic guess"), () -> {
            assertThat(status(request("127.0.0.1", "Basic first"))).isEqualTo(200);
        });

        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(LoadShedding.MOST_GUESSERS);
    }

    @Test
    void aSignInThatIsRefusedForWantOfAPlaceCounts() throws Exception {
        whileUnderWay(LoadShedding.MOST_STRANGERS, i -> request("127.4.0." + i, "Basic guess"), () -> {
            assertThat(status(request("127.5.0.1", "Basic guess"))).isEqualTo(503);
            assertThat(status(request("127.5.0.1", null))).isEqualTo(503);
        });

        assertThat(refused.of("127.5.0.1")).isEqualTo(1);
        assertThat(refused.of("127.4.0.1")).isZero();
    }

    /** A client that waits as told has a few refusals; those who guess at full speed have hundreds. */
    @Test
    void whoIsRefusedAtTimesGoesBeforeThoseWhoGuessWithoutEnd() throws Exception {
        refused("127.0.0.1", 20);
        for (int i = 0; i < 150; i++) {
            refused("127.4.0." + i, 100);
        }

        whileUnderWay(300, i -> request("127.4.0." + i % 150, "Basic guess"), () -> {
            assertThat(status(request("127.0.0.1", "Basic right at last"))).isEqualTo(200);
        });

        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(LoadShedding.MOST_STUBBORN);
    }

    @Test
    void credentialsThatAreNotRightAnyMoreHaveNoPlaceOfTheirOwn() throws Exception {
        MockHttpServletRequest once = request("127.0.0.1", RIGHT);
        recent.note(once);

        shedding.doFilter(
                once,
                new MockHttpServletResponse(),
                (request, response) -> ((MockHttpServletResponse) response).setStatus(401));

        assertThat(recent.knows(request("127.0.0.1", RIGHT))).isFalse();
    }

    @Test
    void anotherPasswordIsNotKnownForTheSameUser() {
        recent.note(request("127.0.0.1", RIGHT));

        assertThat(recent.knows(request("127.0.0.1", "Basic wrong"))).isFalse();
        assertThat(recent.knows(request("127.0.0.1", null))).isFalse();
    }

    /** Each further request comes while all before it are on their threads. */
    private void whileUnderWay(int left, IntFunction<MockHttpServletRequest> requests, Check last) throws Exception {
        if (left == 0) {
            last.run();
            return;
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        boolean[] served = {false};
        FilterChain chain = (request, answer) -> {
            served[0] = true;
            try {
                whileUnderWay(left - 1, requests, last);
            } catch (IOException | ServletException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        shedding.doFilter(requests.apply(left), response, chain);
        statuses.add(response.getStatus());
        if (!served[0]) {
            whileUnderWay(left - 1, requests, last);
        }
    }

    @FunctionalInterface
    private interface Check {
        void run() throws Exception;
    }

    private void refused(String address, int times) {
        for (int i = 0; i < times; i++) {
            refused.add(address);
        }
    }

    private int status(MockHttpServletRequest request) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        shedding.doFilter(request, response, (passed, answer) -> {});
        return response.getStatus();
    }

    private static MockHttpServletRequest request(String address, @Nullable String authorization) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/products");
        request.setRemoteAddr(address);
        if (authorization != null) {
            request.addHeader("Authorization", authorization);
        }
        return request;
    }
}
