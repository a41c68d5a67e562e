package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.platform.api.Problems;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ReadyFilterTest {

    private final ApplicationAvailability availability = mock(ApplicationAvailability.class);
    private final ReadyFilter filter = new ReadyFilter(availability, new Problems(new ObjectMapper()));
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain chain = new MockFilterChain();

    @Test
    void tellsThatItIsNotReadyAndNotThatThereIsNothing() throws Exception {
        when(availability.getReadinessState()).thenReturn(ReadinessState.REFUSING_TRAFFIC);

        filter.doFilter(new MockHttpServletRequest("PATCH", "/products/1"), response, chain);

        assertThat(chain.getRequest()).isNull();
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getContentType()).startsWith("application/problem+json");
    }

    @Test
    void letsTheHealthBeAskedAtAnyTime() throws Exception {
        when(availability.getReadinessState()).thenReturn(ReadinessState.REFUSING_TRAFFIC);

        filter.doFilter(new MockHttpServletRequest("GET", "/actuator/health/readiness"), response, chain);

        assertThat(chain.getRequest()).isNotNull();
    }

    /** A store that is taking a product loads its images from here, also while Caravan stops. */
    @Test
    void letsStoresDownloadTheirFilesAtAnyTime() throws Exception {
        when(availability.getReadinessState()).thenReturn(ReadinessState.REFUSING_TRAFFIC);

        filter.doFilter(new MockHttpServletRequest("GET", "/assets/12/file/Zk3/front.jpg"), response, chain);

        assertThat(chain.getRequest()).isNotNull();
    }

    @Test
    void letsEverythingThroughOnceItIsReady() throws Exception {
        when(availability.getReadinessState()).thenReturn(ReadinessState.ACCEPTING_TRAFFIC);

        filter.doFilter(new MockHttpServletRequest("PATCH", "/products/1"), response, chain);

        assertThat(chain.getRequest()).isNotNull();
    }
}
