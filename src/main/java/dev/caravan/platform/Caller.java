package dev.caravan.platform;

/** Who asks: every query filters by the account. */
public record Caller(long accountId, String username, String role) {

    /** The exchange property that a REST route finds it under. */
    public static final String PROPERTY = "caller";
}
