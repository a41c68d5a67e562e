package dev.caravan.platform.web;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 while Tomcat listens but the REST routes do not exist yet, or no longer: otherwise a client would be
 * told that its product does not exist. Files are served at once, because stores may download them while Caravan
 * starts or stops.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReadyFilter extends OncePerRequestFilter {

    private final ApplicationAvailability availability;
    private final Problems problems;

    ReadyFilter(ApplicationAvailability availability, Problems problems) {
        this.availability = availability;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean ready = availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
        if (ready || request.getRequestURI().startsWith("/actuator/") || Downloads.isOne(request)) {
            chain.doFilter(request, response);
        } else {
            problems.write(response, ApiException.of(503));
        }
    }
}
