package dev.caravan.platform.web;

import dev.caravan.platform.api.Problems;
import dev.caravan.platform.settings.AssetSettings;
import dev.caravan.platform.settings.CaravanSettings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
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
 * Receives the form of the sign-in page before Spring Security looks for the user, the password and the token in it.
 * It is the only body that is accepted from a caller who has not signed in, so its size and time are small.
 */
final class SignInForms extends RequestBodies {

    private static final String PATH = "/login";
    /** A name, a password and a token, each character encoded. */
    private static final int LARGEST = 8 * 1024;

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int AT_ONCE = 1024;
    private static final int OF_AN_ADDRESS = AT_ONCE * 3 / 4;

    SignInForms(Problems problems, CaravanSettings settings, AssetSettings assets, SpoolSpace space) {
        super(problems, settings, assets, space, new Shares(AT_ONCE, OF_AN_ADDRESS));
    }

    /** Whether a request is such a form. */
    static boolean isOne(HttpServletRequest request) {
        return request.getRequestURI().equals(PATH) && request.getMethod().equals(HttpMethod.POST.name());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isOne(request);
    }

    @Override
    long largest(HttpServletRequest request) {
        return LARGEST;
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
            super(request, body, LARGEST);
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
