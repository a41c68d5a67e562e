package dev.caravan.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** The address and the connection of a sign-in. Not stored in a session. */
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

    /** Compares without the connection, because a user is the same on each. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SignInDetails && super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
