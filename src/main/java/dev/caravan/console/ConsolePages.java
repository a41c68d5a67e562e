package dev.caravan.console;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.ProblemPage;
import dev.caravan.platform.api.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What all pages of the console have in common: their frame, their headers, and how they tell of a problem. */
@ControllerAdvice(
        assignableTypes = {
            StoresPage.class,
            StorePage.class,
            SettingsPage.class,
            MappingPage.class,
            AttentionPage.class,
            HistoryPage.class,
            FiguresPage.class,
            JobsPage.class,
            ActionsPage.class,
            ProductsPage.class,
            ProductPage.class,
            AdminPages.class,
            AuditPage.class,
            ConnectPage.class
        })
class ConsolePages {

    /** Only what we serve ourselves; nothing is written into a page for a script or a style. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final ApiCalls api;
    private final Problems problems;

    ConsolePages(ApiCalls api, Problems problems) {
        this.api = api;
        this.problems = problems;
    }

    @ModelAttribute("show")
    Shown show(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        // without a referrer browsers send a form with Origin: null, as another site would
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return new Shown();
    }

    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request) {
        String query = request.getQueryString();
        String address = request.getRequestURI() + (query == null ? "" : "?" + query);
        return Frame.of(api, token(request), address);
    }

    /** A page or an action that was refused, as a page of the console; its frame is left out, as it may be the cause. */
    @ExceptionHandler
    void problem(Exception failure, HttpServletResponse response) throws IOException {
        ConsoleProblem problem = failure instanceof ConsoleProblem known ? known : translated(failure);
        ProblemPage.write(response, problem.status(), String.valueOf(problem.getMessage()));
    }

    private ConsoleProblem translated(Exception failure) {
        if (failure instanceof MissingServletRequestParameterException missing) {
            return new ConsoleProblem(400, "The address needs the parameter " + missing.getParameterName() + ".");
        }
        if (failure instanceof ErrorResponse refused) { // by Spring, before our method was called
            int status = refused.getStatusCode().value();
            return new ConsoleProblem(status, ApiException.of(status).getMessage() + ".");
        }
        if (failure instanceof TypeMismatchException mismatch) {
            return new ConsoleProblem(
                    400,
                    "“" + ApiException.cut(String.valueOf(mismatch.getValue())) + "” cannot stand in this address.");
        }
        ApiException problem = problems.translate(failure);
        return new ConsoleProblem(problem.status(), String.valueOf(problem.getMessage()));
    }

    private static String token(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }
}
