package dev.caravan.woocommerce;

import org.jspecify.annotations.Nullable;

/** A call that failed as a whole; its message is {@link CallFault#reason()}, so it holds no secret. */
public final class CallFailedException extends RuntimeException {

    private final transient CallFault fault;
    private final transient @Nullable Answer answer;
    private final int status;

    /** The store, or something in front of it, answered. */
    public CallFailedException(CallFault fault, Answer answer) {
        super(fault.reason());
        this.fault = fault;
        this.answer = answer;
        this.status = answer.status();
    }

    /** There was no answer, or none that could be read to its end. */
    public CallFailedException(CallFault fault, Throwable cause) {
        super(fault.reason(), cause);
        this.fault = fault;
        this.answer = null;
        this.status = 0;
    }

    public CallFault fault() {
        return fault;
    }

    /** The answer; null if there was none. */
    public @Nullable Answer answer() {
        return answer;
    }

    /** The HTTP status as received; 0 if there was no answer. */
    public int status() {
        return status;
    }
}
