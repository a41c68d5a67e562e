package dev.caravan.platform;

import java.util.List;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** A signed-in user, with what a {@link Caller} needs. */
final class CaravanUser extends User {

    private final transient Caller caller;

    CaravanUser(Caller caller, String passwordHash) {
        super(caller.username(), passwordHash, List.of(new SimpleGrantedAuthority("ROLE_" + caller.role())));
        this.caller = caller;
    }

    Caller caller() {
        return caller;
    }
}
