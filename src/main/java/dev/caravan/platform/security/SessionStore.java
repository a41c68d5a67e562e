package dev.caravan.platform.security;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sessions in the database, which all nodes share. They keep text only, so that nothing from the table is
 * deserialized as Java objects.
 */
@Component
class SessionStore implements SessionRepository<StoredSession> {

    private static final Logger log = LoggerFactory.getLogger(SessionStore.class);

    private final SessionRepository<Session> stored;
    private final SessionLife life;

    SessionStore(JdbcOperations jdbc, PlatformTransactionManager transactions, SessionLife life) {
        TransactionTemplate alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        JdbcIndexedSessionRepository repository = new JdbcIndexedSessionRepository(jdbc, alone);
        repository.setDefaultMaxInactiveInterval(life.idle());
        repository.setFlushMode(FlushMode.ON_SAVE);
        repository.setSaveMode(SaveMode.ON_SET_ATTRIBUTE);
        repository.setConversionService(texts());
        this.stored = unchecked(repository);
        this.life = life;
    }

    /** The type of its sessions is not public. */
    @SuppressWarnings("unchecked")
    private static SessionRepository<Session> unchecked(SessionRepository<?> repository) {
        return (SessionRepository<Session>) repository;
    }

    private static GenericConversionService texts() {
        GenericConversionService texts = new GenericConversionService();
        texts.addConverter(Object.class, byte[].class, value -> {
            if (value instanceof String text) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
            throw new IllegalArgumentException("a session keeps text only, not " + value.getClass());
        });
        texts.addConverter(byte[].class, Object.class, bytes -> new String(bytes, StandardCharsets.UTF_8));
        return texts;
    }

    @Override
    public StoredSession createSession() {
        return new StoredSession(stored.createSession(), life, true);
    }

    @Override
    public void save(StoredSession session) {
        try {
            stored.save(session.stored());
            session.saved();
        } catch (DataAccessException e) {
            if (session.isFresh()) {
                throw e;
            }
            log.warn("The last request of a session could not be written down: {}", e.getMessage());
        }
    }

    @Override
    public @Nullable StoredSession findById(String id) {
        Session found = stored.findById(id);
        if (found == null) {
            return null;
        }
        if (life.isOver(found)) {
            stored.deleteById(id);
            return null;
        }
        return new StoredSession(found, life, false);
    }

    @Override
    public void deleteById(String id) {
        stored.deleteById(id);
    }
}
