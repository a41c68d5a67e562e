package dev.caravan.console;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A REST operation that a page needs was refused or has failed; the message is a sentence for the person. */
final class ConsoleProblem extends RuntimeException {

    /** What is wrong with one field of a body, in the words of the API. */
    record Field(String field, String message) {}

    private final int status;
    private final transient List<Field> fields;

    ConsoleProblem(int status, String message) {
        this(status, message, List.of());
    }

    ConsoleProblem(int status, String message, List<Field> fields) {
        super(message);
        this.status = status;
        this.fields = List.copyOf(fields);
    }

    int status() {
        return status;
    }

    List<Field> fields() {
        return fields;
    }

    /** What is wrong with which field of the body; empty if it is not about one. */
    Map<String, String> errors() {
        return fields.stream().collect(Collectors.toMap(Field::field, Field::message, (first, second) -> first));
    }
}
