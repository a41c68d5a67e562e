package dev.caravan.platform.api;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.util.List;
import org.apache.coyote.Constants;
import org.springframework.http.HttpHeaders;

/**
 * Files that Tomcat sends after the answer's headers, piece by piece as the reader takes them, without using a thread.
 */
public final class SentFiles {

    private static final List<String> CONDITIONS = List.of(
            HttpHeaders.RANGE,
            HttpHeaders.IF_RANGE,
            HttpHeaders.IF_MATCH,
            HttpHeaders.IF_NONE_MATCH,
            HttpHeaders.IF_MODIFIED_SINCE,
            HttpHeaders.IF_UNMODIFIED_SINCE);

    private SentFiles() {}

    /** Whether a request is answered with a whole file: it asks neither for a part of it nor conditionally. */
    public static boolean isFor(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && Boolean.TRUE.equals(request.getAttribute(Constants.SENDFILE_SUPPORTED_ATTR))
                && CONDITIONS.stream().noneMatch(name -> request.getHeader(name) != null);
    }

    /** Sends the file after the headers. The answer must have its length, and nothing else may write to it. */
    public static void send(HttpServletRequest request, Path file, long length) {
        request.setAttribute(
                Constants.SENDFILE_FILENAME_ATTR, file.toAbsolutePath().toString());
        request.setAttribute(Constants.SENDFILE_FILE_START_ATTR, 0L);
        request.setAttribute(Constants.SENDFILE_FILE_END_ATTR, length);
    }
}
