package dev.caravan.platform.web;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.Problems;
import dev.caravan.platform.api.SentFiles;
import dev.caravan.platform.api.StrictText;
import dev.caravan.platform.settings.CaravanSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Serves only those files of web libraries that a page of ours uses; Swagger UI also brings a page of its own, with an
 * example. The files are large and public, so Tomcat sends them from a copy outside of the jar.
 */
final class WebjarFiles extends OncePerRequestFilter {

    private static final String WEBJARS = "/webjars";
    private static final Map<String, String> USED = Map.of(
            "/webjars/swagger-ui/swagger-ui.css", "text/css",
            "/webjars/swagger-ui/swagger-ui-bundle.js", "text/javascript",
            "/webjars/htmx.org/dist/htmx.min.js", "text/javascript",
            "/webjars/uplot/dist/uPlot.min.css", "text/css",
            "/webjars/uplot/dist/uPlot.iife.min.js", "text/javascript");
    /** They change with the library's version only. */
    private static final String CACHED = "private, max-age=86400";

    private final Problems problems;
    private final Path folder;
    private final Map<String, Path> copies = new ConcurrentHashMap<>();

    WebjarFiles(Problems problems, CaravanSettings settings) {
        this.problems = problems;
        this.folder = settings.dataDir().resolve("spool");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = StrictText.decode(request.getRequestURI(), false);
        return !path.startsWith(WEBJARS) && !path.contains("META-INF");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = StrictText.decode(request.getRequestURI(), false);
        String type = USED.get(path);
        if (type == null) {
            problems.write(response, ApiException.notFound("File", request.getRequestURI()));
        } else if (SentFiles.isFor(request)) {
            Path file = copy(path);
            response.setContentType(type);
            response.setCharacterEncoding("UTF-8");
            response.setContentLengthLong(Files.size(file));
            response.setHeader(HttpHeaders.CACHE_CONTROL, CACHED);
            SentFiles.send(request, file, Files.size(file));
            response.flushBuffer();
        } else {
            chain.doFilter(request, response);
        }
    }

    private Path copy(String path) throws IOException {
        Path known = copies.get(path);
        if (known != null && Files.exists(known)) {
            return known;
        }
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "page-", null);
        file.toFile().deleteOnExit();
        try (InputStream in = packed(path).getInputStream()) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        copies.put(path, file);
        return file;
    }

    /** In the jar the version of the library is between its name and its files. */
    private static Resource packed(String path) throws IOException {
        String versioned = path.replaceFirst("^(/webjars/[^/]+)/", "$1/*/");
        return new PathMatchingResourcePatternResolver().getResources("classpath*:META-INF/resources" + versioned)[0];
    }
}
