package dev.caravan.platform.web;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.Problems;
import dev.caravan.platform.api.StrictText;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses addresses that are not percent-encoded UTF-8, because the parts of the program would read them differently.
 */
final class StrictAddresses extends OncePerRequestFilter {

    private final Problems problems;

    StrictAddresses(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            check(request);
        } catch (ApiException e) {
            problems.write(response, e);
            return;
        }
        chain.doFilter(request, response);
    }

    private static void check(HttpServletRequest request) {
        String path = StrictText.decode(request.getRequestURI(), false);
        RequestParameters.query(request.getQueryString());
        // Tomcat cannot dispatch a request with such a path a second time, which every asynchronous answer needs.
        List<String> parts =
                Arrays.asList(path.substring(Math.min(1, path.length())).split("/", -1));
        boolean ambiguous = parts.contains(".")
                || parts.contains("..")
                || parts.subList(0, parts.size() - 1).contains("");
        if (ambiguous) {
            throw ApiException.badRequest("The path must not have empty parts, \".\" or \"..\", encoded ones neither");
        }
    }
}
