package dev.caravan.platform.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/** A session of the database that notes its last request in steps, so that most requests write nothing. */
final class StoredSession implements Session {

    private final Session stored;
    private final SessionLife life;
    private boolean fresh;

    /** @param fresh not in the database yet */
    StoredSession(Session stored, SessionLife life, boolean fresh) {
        this.stored = stored;
        this.life = life;
        this.fresh = fresh;
    }

    boolean isFresh() {
        return fresh;
    }

    void saved() {
        fresh = false;
    }

    Session stored() {
        return stored;
    }

    @Override
    public void setLastAccessedTime(Instant time) {
        if (Duration.between(stored.getLastAccessedTime(), time).compareTo(life.step()) >= 0) {
            stored.setLastAccessedTime(time);
        }
    }

    @Override
    public boolean isExpired() {
        return stored.isExpired() || life.isOver(stored);
    }

    @Override
    public String getId() {
        return stored.getId();
    }

    @Override
    public String changeSessionId() {
        return stored.changeSessionId();
    }

    @Override
    public <T> @Nullable T getAttribute(String name) {
        return stored.getAttribute(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return stored.getAttributeNames();
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        stored.setAttribute(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        stored.removeAttribute(name);
    }

    @Override
    public Instant getCreationTime() {
        return stored.getCreationTime();
    }

    @Override
    public Instant getLastAccessedTime() {
        return stored.getLastAccessedTime();
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        stored.setMaxInactiveInterval(interval);
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return stored.getMaxInactiveInterval();
    }
}
