package dev.caravan.platform.security;

import dev.caravan.platform.Caller;
import java.util.List;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** A signed-in user, with what a {@link Caller} needs. */
final class CaravanUser extends User implements SignedIn {

    private final long id;
    private final transient Caller caller;

    CaravanUser(long id, Caller caller, String passwordHash) {
        super(
                caller.username(),
                passwordHash,
                List.of(new SimpleGrantedAuthority(caller.role().authority())));
        this.id = id;
        this.caller = caller;
    }

    long id() {
        return id;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public Long userId() {
        return id;
    }
}
