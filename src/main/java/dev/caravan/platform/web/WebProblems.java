package dev.caravan.platform.web;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.ProblemPage;
import dev.caravan.platform.api.Problems;
import dev.caravan.platform.api.Reply;
import dev.caravan.platform.settings.AssetSettings;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers failures outside the REST routes, in Spring or Tomcat, in the same form as {@link Reply#problem}. */
@RestController
@RestControllerAdvice
class WebProblems extends ResponseEntityExceptionHandler implements ErrorController {

    private final Problems problems;
    private final AssetSettings settings;
    private final UnservedMethods methods;

    WebProblems(Problems problems, AssetSettings settings, UnservedMethods methods) {
        this.methods = methods;
        this.problems = problems;
        this.settings = settings;
    }

    /** Errors that Tomcat, the firewall or a filter has reported with {@code sendError}. */
    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<Object> error(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = code instanceof Integer number ? number : 404;
        methods.note(request.getMethod(), status);
        return answer(ApiException.of(status), HttpHeaders.EMPTY);
    }

    @ExceptionHandler(ApiException.class)
    ResponseEntity<Object> problem(ApiException problem) {
        return answer(problem, HttpHeaders.EMPTY);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(
                ApiException.tooLarge("The file is larger than " + settings.assetMaxSize()
                        + "; the setting CARAVAN_ASSET_MAX_SIZE allows no more"),
                headers);
    }

    /** No boundary, no end, too many parts, a part without a name. */
    @ExceptionHandler(MultipartException.class)
    ResponseEntity<Object> form(MultipartException e) {
        return answer(
                ApiException.badRequest(
                        "The form cannot be read: send multipart/form-data with a boundary and one field"),
                HttpHeaders.EMPTY);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (request instanceof ServletWebRequest servlet) {
            methods.note(servlet.getRequest().getMethod(), status.value());
            if (isOpenedByAPerson(servlet.getRequest())) {
                return page(ApiException.of(status.value()), headers);
            }
        }
        return answer(ApiException.of(status.value()), headers);
    }

    /** In a browser that is signed in: a mistyped address, or an old bookmark. */
    private static boolean isOpenedByAPerson(HttpServletRequest request) {
        return request.getMethod().equals("GET") && request.getUserPrincipal() != null && ProblemPage.isWanted(request);
    }

    private static ResponseEntity<Object> page(ApiException problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .headers(more -> more.setAll(ProblemPage.HEADERS))
                .body(ProblemPage.html(problem.status(), problem.getMessage() + "."));
    }

    private ResponseEntity<Object> answer(ApiException problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .headers(more -> {
                    if (problem.status() == 503) {
                        more.set(HttpHeaders.RETRY_AFTER, ApiException.RETRY_AFTER);
                    }
                })
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.json(problem));
    }
}
