package dev.caravan.platform.web;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.ProblemPage;
import dev.caravan.platform.api.Problems;
import dev.caravan.platform.settings.AssetSettings;
import dev.caravan.platform.settings.CaravanSettings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;

/**
 * Receives the forms of our pages before Spring Security looks for the token in them, and for the user and password in
 * that of the sign-in page. They are the only bodies that are accepted before the caller is known, so their size and
 * time are small. Who is refused without a script gets a page.
 */
final class PageForms extends RequestBodies {

    private static final String SIGN_IN = "/login";
    private static final String SIGN_OUT = "/logout";
    /** What the pages of the console do. */
    private static final String ACTIONS = "/actions/";
    /** A user, a password and a token, each character encoded. */
    private static final int LARGEST_SIGN_IN = 8 * 1024;

    /** A note of 2,000 characters, each of which takes up to twelve bytes, or very many products; and a token. */
    private static final int LARGEST = 32 * 1024;

    /** Which fields of very many a store shows, and where. */
    private static final String MAPPING = ACTIONS + "save-export-mapping";

    private static final int LARGEST_MAPPING = 256 * 1024;

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int AT_ONCE = 1024;
    private static final int OF_AN_ADDRESS = AT_ONCE * 3 / 4;

    PageForms(Problems problems, CaravanSettings settings, AssetSettings assets, SpoolSpace space) {
        super(problems, settings, assets, space, new Shares(AT_ONCE, OF_AN_ADDRESS));
    }

    /** Whether a request is such a form. */
    static boolean isOne(HttpServletRequest request) {
        String path = request.getRequestURI();
        return (path.equals(SIGN_IN) || path.equals(SIGN_OUT) || path.startsWith(ACTIONS)) && isPost(request);
    }

    /** Whether it is the form of the sign-in page. */
    static boolean isSignIn(HttpServletRequest request) {
        return request.getRequestURI().equals(SIGN_IN) && isPost(request);
    }

    private static boolean isPost(HttpServletRequest request) {
        return request.getMethod().equals(HttpMethod.POST.name());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isOne(request);
    }

    @Override
    long largest(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.equals(MAPPING)) {
            return LARGEST_MAPPING;
        }
        return path.startsWith(ACTIONS) ? LARGEST : LARGEST_SIGN_IN;
    }

    @Override
    Duration longest(HttpServletRequest request) {
        return LONGEST;
    }

    @Override
    String sender(HttpServletRequest request) {
        return request.getRemoteAddr();
    }

    @Override
    String account() {
        return Callers.STRANGERS;
    }

    @Override
    @Nullable Authentication signedIn() {
        return null; // a session would be looked up for it
    }

    @Override
    void refuse(HttpServletRequest request, HttpServletResponse response, ApiException problem) throws IOException {
        if (ProblemPage.isWanted(request)) {
            ProblemPage.write(response, problem.status(), String.valueOf(problem.getMessage()));
        } else {
            super.refuse(request, response, problem);
        }
    }

    @Override
    BodyRequest received(HttpServletRequest request, ReceivedBody body) throws IOException {
        try (InputStream in = body.open()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Form(request, body, RequestParameters.query(text));
        }
    }

    /** For the sign-in filters it is a usual request whose only parameters are the form's fields. */
    private static final class Form extends BodyRequest {

        private final Map<String, String> fields;

        Form(HttpServletRequest request, ReceivedBody body, Map<String, String> fields) {
            super(request, body, LARGEST_MAPPING);
            this.fields = Map.copyOf(fields);
        }

        @Override
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }

        @Override
        public @Nullable String getParameter(String name) {
            return fields.get(name);
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            String value = fields.get(name);
            return value == null ? null : new String[] {value};
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(fields.keySet());
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return fields.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, field -> new String[] {field.getValue()}));
        }
    }
}
