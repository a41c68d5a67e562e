package dev.caravan.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer other than success, in the words of the API. Becomes {@code application/problem+json} (RFC 9457). */
public final class ApiException extends RuntimeException {

    /** What is wrong with one field of a body. */
    public record FieldError(String field, String message) {}

    /** Seconds after which it makes sense to try again, where the answer is 503. */
    public static final String RETRY_AFTER = "5";

    private static final int MOST_ERRORS = 20;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_MESSAGE = 1_000;

    private final int status;
    private final List<FieldError> errors;
    private final @Nullable Long retryAfter;

    private ApiException(int status, String message, List<FieldError> errors) {
        this(status, message, errors, null);
    }

    private ApiException(int status, String message, List<FieldError> errors, @Nullable Long retryAfter) {
        super(shortened(message));
        this.retryAfter = retryAfter;
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    /** 400: something in the request as a whole. */
    public static ApiException badRequest(String message) {
        return new ApiException(400, message, List.of());
    }

    /** 400: one field of the body. */
    public static ApiException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** 400: fields of the body; the list must not be empty. The answer lists the first {@value #MOST_ERRORS} of them. */
    public static ApiException invalid(List<FieldError> errors) {
        List<FieldError> shown = errors.stream()
                .limit(MOST_ERRORS)
                .map(error -> new FieldError(cut(error.field()), shortened(error.message())))
                .toList();
        FieldError first = shown.get(0);
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return new ApiException(400, first.field() + " " + first.message() + more, shown);
    }

    /** A value that a caller has sent, short enough to be part of an answer. */
    public static String cut(String sent) {
        return cut(sent, LONGEST_NAME);
    }

    /** A sentence that may contain a caller's value, short enough to be part of an answer. */
    public static String shortened(String message) {
        return cut(message, LONGEST_MESSAGE);
    }

    /** Cuts a text without leaving half of a surrogate pair at its end, which no answer could contain. */
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }

    /** 408: the body comes too slowly. */
    public static ApiException tooSlow(String message) {
        return new ApiException(408, message, List.of());
    }

    /** 401: the caller is not known. */
    public static ApiException unauthorized() {
        return unauthorized(
                "Sign in first: send a valid API key or username and password, or open /login in a browser");
    }

    /** 401: the credentials are not valid; the message names them. */
    public static ApiException unauthorized(String message) {
        return new ApiException(401, message, List.of());
    }

    /** 403: known, but not allowed; the message says why. */
    public static ApiException forbidden(String message) {
        return new ApiException(403, message, List.of());
    }

    /** 403: known, but not allowed. */
    public static ApiException forbidden() {
        return new ApiException(403, "Your role does not allow this", List.of());
    }

    /** 404: it does not exist, or belongs to another account. @param what for example {@code Product} */
    public static ApiException notFound(String what, Object id) {
        return new ApiException(404, what + " " + id + " does not exist", List.of());
    }

    /** 409: in conflict with the present state; the message names the conflict and what to do. */
    public static ApiException conflict(String message) {
        return new ApiException(409, message, List.of());
    }

    /** 413: larger than the setting allows. */
    public static ApiException tooLarge(String message) {
        return new ApiException(413, message, List.of());
    }

    /** 415: a body of another type. */
    public static ApiException unsupportedType(String message) {
        return new ApiException(415, message, List.of());
    }

    /** 429: too many calls lately; the message says of which kind. */
    public static ApiException tooMany(String message) {
        return new ApiException(429, message, List.of());
    }

    /** 429 with {@code Retry-After}. */
    public static ApiException tooMany(String message, long seconds) {
        return new ApiException(429, message, List.of(), seconds);
    }

    /** 502: a store that had to be asked gave no usable answer; the message says why. */
    public static ApiException badGateway(String message) {
        return new ApiException(502, message, List.of());
    }

    /** 503: not now; the caller may try again. */
    public static ApiException unavailable(String message) {
        return new ApiException(503, message, List.of());
    }

    /** 500: an unexpected failure; the log has the cause. */
    public static ApiException unexpected() {
        return new ApiException(500, "Something went wrong inside Caravan; its log says more", List.of());
    }

    /** Any status that the web server or Spring has chosen, with a sentence of ours. */
    public static ApiException of(int status) {
        return new ApiException(
                status,
                switch (status) {
                    case 400 -> "The request is not well-formed";
                    case 404 -> "There is nothing at this address";
                    case 405 -> "This address does not know this method; the header Allow lists those it knows";
                    case 406 -> "This address cannot answer in the type that Accept asks for";
                    case 413 -> "The request is too large";
                    case 415 ->
                        "This address does not take a body of this Content-Type; /openapi.json lists what it takes";
                    case 503 -> "Caravan is busy, starting or stopping; try again in a moment";
                    default ->
                        status < 500
                                ? "The request cannot be served"
                                : "Something went wrong inside Caravan; its log says more";
                },
                List.of());
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Seconds after which it makes sense to try again; null if that is not known. */
    public @Nullable String retryAfter() {
        if (retryAfter != null) {
            return String.valueOf(retryAfter);
        }
        return status == 503 ? RETRY_AFTER : null;
    }

    /** The fields that do not validate; may be empty. */
    public List<FieldError> errors() {
        return errors;
    }
}
