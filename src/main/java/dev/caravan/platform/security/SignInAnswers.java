package dev.caravan.platform.security;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.DatabaseOutage;
import dev.caravan.platform.api.PageRequests;
import dev.caravan.platform.api.Problems;
import dev.caravan.platform.audit.AuditEntry;
import dev.caravan.platform.audit.AuditLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/** The answers of the sign-in form and of the sign-out: pages for a person, problem+json or nothing for a script. */
@Component
class SignInAnswers {

    private final SignInPage page;
    private final Sessions sessions;
    private final Problems problems;
    private final AuditLog audit;

    SignInAnswers(SignInPage page, Sessions sessions, Problems problems, AuditLog audit) {
        this.audit = audit;
        this.page = page;
        this.sessions = sessions;
        this.problems = problems;
    }

    /** The session has begun. */
    void signedIn(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        sessions.limit(authentication.getName());
        record("sign-in", request, authentication);
        SessionTokens.of(request); // the first page needs it
        if (PageRequests.acceptPage(request)) {
            response.sendRedirect(ReturnAddress.of(request));
        } else {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }

    /**
     * The session of a person whom the identity provider has authenticated has begun. A redirect would belong to the
     * navigation that the other site has started, so the new cookie would not be sent; a page of our own starts a new
     * navigation.
     */
    void vouchedFor(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        sessions.limit(authentication.getName());
        record("sign-in", request, authentication);
        SessionTokens.of(request);
        page.goOn(response);
    }

    /** The identity provider has not authenticated this person, or gives the person no role here. */
    void refused(HttpServletRequest request, HttpServletResponse response, String message) throws IOException {
        answer(request, response, ApiException.forbidden(message));
    }

    void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (DatabaseOutage.causes(e)) {
            answer(request, response, problems.translate(e));
        } else if (e instanceof TooManySignInsException many) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(many.seconds()));
            answer(
                    request,
                    response,
                    ApiException.tooMany("Too many sign-ins have failed. Try again in " + many.inWords() + "."));
        } else {
            answer(request, response, ApiException.unauthorized("The user or the password is not right."));
        }
    }

    /** The page was open for so long that its token has expired, or another site has sent the form. */
    void stale(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, ApiException.forbidden("The page was open for too long. Please try once more."));
    }

    /** A session is about to end. */
    void leaving(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication != null && request.getSession(false) != null) {
            record("sign-out", request, authentication);
        }
    }

    void signedOut(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication)
            throws IOException {
        if (PageRequests.acceptPage(request)) {
            response.sendRedirect(SignInPage.PATH);
        } else {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }

    private void record(String action, HttpServletRequest request, Authentication authentication) {
        if (authentication.getPrincipal() instanceof SignedIn signedIn) {
            audit.write(AuditEntry.of(action).by(signedIn.caller()).from(request.getRemoteAddr()));
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, ApiException problem)
            throws IOException {
        if (PageRequests.acceptPage(request)) {
            page.show(request, response, problem.status(), String.valueOf(problem.getMessage()));
        } else {
            problems.write(response, problem);
        }
    }
}
