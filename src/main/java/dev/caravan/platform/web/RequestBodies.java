package dev.caravan.platform.web;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.Problems;
import dev.caravan.platform.api.StrictText;
import dev.caravan.platform.settings.AssetSettings;
import dev.caravan.platform.settings.CaravanSettings;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Receives the whole body of a request before a thread works on it. Tomcat reports each piece, so a slow sender
 * blocks a connection but no thread. The size and the time of a body are limited.
 */
class RequestBodies extends OncePerRequestFilter {

    /** More than any product, mapping or list of ids needs. */
    static final int LARGEST_JSON = 2 * 1024 * 1024;

    /** More than any catalogue needs. */
    private static final long LARGEST_BULK = 4L * 1024 * 1024 * 1024;

    /** When a form is read, each of its files is written twice more: as a part of the form, and for the route. */
    private static final int COPIES_OF_A_FORM = 3;

    private static final long FORM_OVERHEAD = 1024L * 1024;
    private static final int AT_ONCE = 2048;
    private static final Duration LONGEST_JSON = Duration.ofMinutes(1);
    private static final Duration LONGEST_UPLOAD = Duration.ofHours(1);
    private static final String BODY = RequestBodies.class.getName();

    private final Problems problems;
    private final Path folder;
    private final long largestForm;
    private final SpoolSpace space;
    private final Shares shares;

    RequestBodies(Problems problems, CaravanSettings settings, AssetSettings assets, SpoolSpace space) {
        this(problems, settings, assets, space, new Shares(AT_ONCE, AT_ONCE / 2));
    }

    RequestBodies(Problems problems, CaravanSettings settings, AssetSettings assets, SpoolSpace space, Shares shares) {
        this.problems = problems;
        this.shares = shares;
        this.folder = settings.dataDir().resolve("spool");
        this.largestForm = assets.assetMaxSize().toBytes() + FORM_OVERHEAD;
        this.space = space;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(BODY) instanceof ReceivedBody body) {
            goOn(body, request, response, chain);
        } else if (request.getDispatcherType() == DispatcherType.REQUEST
                && hasBody(request)
                && WebUtils.getNativeRequest(request, BodyRequest.class) == null
                && request.isAsyncSupported()) {
            receive(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long largest = largest(request);
        if (request.getContentLengthLong() > largest) {
            refuse(request, response, BodyProblems.tooLarge(largest));
            return;
        }
        Runnable leave = shares.take(sender(request));
        if (leave == null) {
            refuse(
                    request,
                    response,
                    ApiException.unavailable("Too many bodies are on their way; try again in a moment"));
            return;
        }
        ReceivedBody body = new ReceivedBody(folder, space.of(account(), copies(request)), signedIn());
        request.setAttribute(BODY, body);
        AsyncContext async = request.startAsync();
        async.setTimeout(longest(request).toMillis());
        BodyReader reader = new BodyReader(request.getInputStream(), body, async, leave, largest);
        async.addListener(reader);
        request.getInputStream().setReadListener(reader);
    }

    private void goOn(ReceivedBody body, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (body.sender() != null) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(body.sender());
            SecurityContextHolder.setContext(context);
        }
        WhenAnswered.run(request, body::delete, () -> {
            ApiException problem = body.problem();
            if (problem == null && isJson(request)) {
                problem = textProblem(body);
            }
            BodyRequest received = null;
            if (problem == null) {
                try {
                    received = received(request, body);
                } catch (ApiException e) {
                    problem = e;
                }
            }
            if (received != null) {
                chain.doFilter(received, response);
            } else if (problem != null) {
                refuse(request, response, problem);
            }
        });
    }

    /** Answers instead of what the request was for. */
    void refuse(HttpServletRequest request, HttpServletResponse response, ApiException problem) throws IOException {
        problems.write(response, problem);
    }

    private static @Nullable ApiException textProblem(ReceivedBody body) throws IOException {
        try (InputStream in = body.open()) {
            String wrong = StrictText.notUtf8(in.readAllBytes());
            return wrong.isEmpty() ? null : ApiException.badRequest("The body " + wrong);
        }
    }

    /** The largest size of the body, in bytes. */
    long largest(HttpServletRequest request) {
        String type = type(request);
        if (type.startsWith("application/x-ndjson") || type.startsWith("text/csv")) {
            return Math.min(LARGEST_BULK, space.share());
        }
        return type.startsWith("multipart/") ? Math.min(largestForm, space.share() / COPIES_OF_A_FORM) : LARGEST_JSON;
    }

    /** The time after which the body must be complete. */
    Duration longest(HttpServletRequest request) {
        return largest(request) == LARGEST_JSON ? LONGEST_JSON : LONGEST_UPLOAD;
    }

    /** The caller whose share it counts against while it is received. */
    String sender(HttpServletRequest request) {
        return Callers.current();
    }

    /** The account whose share of the disk it takes. */
    String account() {
        return Callers.account();
    }

    /** The signed-in caller, if known yet; the thread that continues needs it. */
    @Nullable Authentication signedIn() {
        return SecurityContextHolder.getContext().getAuthentication();
    }

    /** The request for the following filters. @throws ApiException if the body is not valid */
    BodyRequest received(HttpServletRequest request, ReceivedBody body) throws IOException {
        return new BodyRequest(request, body, largestForm);
    }

    private static boolean isJson(HttpServletRequest request) {
        return type(request).startsWith("application/json");
    }

    private static String type(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    private static int copies(HttpServletRequest request) {
        return type(request).startsWith("multipart/") ? COPIES_OF_A_FORM : 1;
    }

    /** Whether a body is announced. */
    static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }
}
