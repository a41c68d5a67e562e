package dev.caravan.console;

/** A REST operation that a page needs was refused or has failed; the message is a sentence for the person. */
final class ConsoleProblem extends RuntimeException {

    private final int status;

    ConsoleProblem(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
