package dev.caravan.platform.security;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.DatabaseOutage;
import dev.caravan.platform.api.PageRequests;
import dev.caravan.platform.api.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/** Answers callers who are not signed in: a person who opens a page gets the sign-in page, a program 401. */
@Component
class Strangers implements AuthenticationEntryPoint {

    private final Problems problems;
    private final SessionCookie sessions;

    Strangers(Problems problems, SessionCookie sessions) {
        this.problems = problems;
        this.sessions = sessions;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (DatabaseOutage.causes(e)) {
            problems.write(response, problems.translate(e)); // a caller who cannot be looked up gets no 401
        } else if (e instanceof TooManySignInsException many) {
            many.answer(response, problems);
        } else if (opensAPage(request)) {
            response.sendRedirect(ReturnAddress.signIn(request));
        } else {
            // a request by a page's script would make the browser ask for a password
            if (!sessions.isOn(request) && request.getHeader("X-Requested-With") == null) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Caravan\"");
            }
            problems.write(response, ApiException.unauthorized());
        }
    }

    private static boolean opensAPage(HttpServletRequest request) {
        String mode = request.getHeader("Sec-Fetch-Mode");
        return request.getMethod().equals("GET")
                && PageRequests.acceptPage(request)
                && (mode == null || mode.equals("navigate"))
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    }
}
