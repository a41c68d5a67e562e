package dev.caravan.platform.security;

import dev.caravan.platform.Caller;
import java.util.List;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** A signed-in user, with what a {@link Caller} needs. */
final class CaravanUser extends User implements SignedIn {

    private final transient Caller caller;

    CaravanUser(Caller caller, String passwordHash) {
        super(
                caller.username(),
                passwordHash,
                List.of(new SimpleGrantedAuthority(caller.role().authority())));
        this.caller = caller;
    }

    @Override
    public Caller caller() {
        return caller;
    }
}
