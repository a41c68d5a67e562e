package dev.caravan.platform.web;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/** Serves of the libraries for pages only the files that a page of ours uses; Swagger UI has a page of its own, with an example. */
final class WebjarFiles extends OncePerRequestFilter {

    private static final String WEBJARS = "/webjars";
    private static final Set<String> USED =
            Set.of("/webjars/swagger-ui/swagger-ui.css", "/webjars/swagger-ui/swagger-ui-bundle.js");

    private final Problems problems;

    WebjarFiles(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = StrictText.decode(request.getRequestURI(), false);
        return !path.startsWith(WEBJARS) && !path.contains("META-INF") || USED.contains(path);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        problems.write(response, ApiException.notFound("File", request.getRequestURI()));
    }
}
