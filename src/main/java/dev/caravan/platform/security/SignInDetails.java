package dev.caravan.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Where a sign-in comes from: the address, and the connection. Kept in no session. */
public final class SignInDetails extends WebAuthenticationDetails {

    private static final long serialVersionUID = 1;

    private final String connection;

    public SignInDetails(HttpServletRequest request) {
        super(request);
        this.connection = request.getServletConnection().getConnectionId();
    }

    /** Unique as long as the process runs. */
    String connection() {
        return connection;
    }

    /** Without the connection, as a user is the same on each. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SignInDetails && super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
