package dev.caravan.platform.web;

import dev.caravan.platform.DatabaseOutage;
import dev.caravan.platform.api.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 if the database is found to be unavailable before a REST route runs: users, sessions and API keys are
 * looked up there.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class OutageAnswers extends OncePerRequestFilter {

    private final Problems problems;

    OutageAnswers(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (response.isCommitted() || !DatabaseOutage.causes(e)) {
                throw e;
            }
            response.reset();
            problems.write(response, problems.translate(e));
        }
    }
}
