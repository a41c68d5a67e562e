package dev.caravan.platform.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** When a session is over. */
@Component
class SessionLife {

    private final SessionSettings settings;
    private final Clock clock;

    SessionLife(SessionSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether it has ended, by its last request or by its sign-in. */
    boolean isOver(Session session) {
        Instant now = clock.instant();
        return now.isAfter(session.getLastAccessedTime().plus(settings.idle()))
                || now.isAfter(session.getCreationTime().plus(settings.longest()));
    }

    Duration idle() {
        return settings.idle();
    }

    Duration step() {
        return settings.step();
    }

    /** Sessions that began before this are over. */
    Instant oldest() {
        return clock.instant().minus(settings.longest());
    }

    Instant now() {
        return clock.instant();
    }
}
