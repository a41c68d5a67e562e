package dev.caravan.platform.security;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Signs in with user and password, by HTTP Basic or the sign-in page, as far as {@link SignInGuard} allows. */
@Component
class PasswordSignIn implements AuthenticationProvider {

    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_PASSWORD = 1_024;

    private final DaoAuthenticationProvider passwords;
    private final UserDetailsService users;
    private final VerifiedPasswords encoder;
    private final SignInGuard guard;
    private final SignInFailures failures;
    private final SameSignIns same = new SameSignIns();

    PasswordSignIn(
            UserDetailsService users,
            VerifiedPasswords encoder,
            ObjectProvider<UserDetailsPasswordService> renewal,
            SignInGuard guard,
            SignInFailures failures) {
        this.users = users;
        this.encoder = encoder;
        this.guard = guard;
        this.failures = failures;
        passwords = new DaoAuthenticationProvider(users);
        passwords.setPasswordEncoder(encoder);
        renewal.ifAvailable(passwords::setUserDetailsPasswordService);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** @throws TooManySignInsException if the password is not checked now */
    @Override
    public Authentication authenticate(Authentication request) {
        String username = request.getName();
        String password = String.valueOf(request.getCredentials());
        Network network = network(request);
        String fingerprint = encoder.fingerprint(username + "\0" + password + "\0" + network.name());
        return same.run(fingerprint, () -> attempt(request, username, password, network));
    }

    private Authentication attempt(Authentication request, String username, String password, Network network) {
        SignInGuard.Attempt attempt;
        try {
            attempt = guard.begin(username, network, connection(request), () -> verified(username, password));
        } catch (TooManySignInsException e) {
            failures.refused(SignInFailures.Way.PASSWORD, username, network);
            throw e;
        }
        try {
            Authentication signedIn = check(request, username, password);
            attempt.right();
            return signedIn;
        } catch (InternalAuthenticationServiceException e) {
            attempt.broken(); // the database is unavailable
            throw e;
        } catch (AuthenticationException e) {
            attempt.wrong();
            failures.wrong(SignInFailures.Way.PASSWORD, username, network);
            throw e;
        } catch (RuntimeException e) {
            attempt.broken();
            throw e;
        }
    }

    /** A name that no user can have is not looked up, because the database does not take every character. */
    private Authentication check(Authentication request, String username, String password) {
        boolean possible = username.length() <= LONGEST_NAME
                && password.length() <= LONGEST_PASSWORD
                && username.indexOf('\0') < 0;
        Authentication signedIn = possible ? passwords.authenticate(request) : null;
        if (signedIn == null) {
            throw new BadCredentialsException("no user can have this name or password");
        }
        return signedIn;
    }

    private boolean verified(String username, String password) {
        try {
            return encoder.remembers(
                    password, users.loadUserByUsername(username).getPassword());
        } catch (UsernameNotFoundException e) {
            return false;
        }
    }

    private static String connection(Authentication request) {
        return request.getDetails() instanceof SignInDetails details ? details.connection() : "";
    }

    private static Network network(Authentication request) {
        return request.getDetails() instanceof WebAuthenticationDetails details && details.getRemoteAddress() != null
                ? Network.of(details.getRemoteAddress())
                : Network.of("");
    }
}
