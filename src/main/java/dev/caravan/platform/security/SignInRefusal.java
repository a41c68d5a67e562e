package dev.caravan.platform.security;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.DatabaseOutage;
import dev.caravan.platform.api.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/** The answer to a request without valid credentials on the management port, which has no sign-in page. */
@Component
public final class SignInRefusal implements AuthenticationEntryPoint {

    private final Problems problems;

    SignInRefusal(Problems problems) {
        this.problems = problems;
    }

    /** If the caller cannot be looked up because the database is unavailable, the answer is not 401. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (DatabaseOutage.causes(e)) {
            problems.write(response, problems.translate(e));
        } else if (e instanceof TooManySignInsException many) {
            response.setHeader("Retry-After", String.valueOf(many.seconds()));
            problems.write(response, ApiException.tooMany(many.getMessage() + " (Retry-After says when)"));
        } else {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Caravan\"");
            problems.write(response, ApiException.unauthorized());
        }
    }
}
