package dev.caravan.platform.security;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.Role;
import dev.caravan.platform.SessionsEnded;
import dev.caravan.platform.audit.AuditChanges;
import dev.caravan.platform.audit.AuditLog;
import dev.caravan.platform.security.UserChanged.Kind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Creates, changes and deletes the users of an account; at least one enabled admin always remains. Passwords are
 * hashed outside of transactions.
 */
@Component
class UserService {

    static final int MOST_USERS = 1_000;

    private final UserTable table;
    private final PasswordRules rules;
    private final OwnPassword ownPassword;
    private final PasswordEncoder encoder;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final AuditLog audit;
    private final Clock clock;

    UserService(
            UserTable table,
            PasswordRules rules,
            OwnPassword ownPassword,
            PasswordEncoder encoder,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            AuditLog audit,
            Clock clock) {
        this.table = table;
        this.rules = rules;
        this.ownPassword = ownPassword;
        this.encoder = encoder;
        this.transaction = transaction;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    Page<UserView> list(Caller caller, Page.Request page) {
        return table.page(caller.accountId(), page);
    }

    UserView get(Caller caller, long id) {
        return table.find(caller.accountId(), id).orElseThrow(() -> ApiException.notFound("User", id));
    }

    UserView create(Caller caller, String username, Role role, String password) {
        rules.check("password", password, username);
        String hash = encoder.encode(password);
        UserView user;
        try {
            user = inOrder(caller, () -> {
                if (table.count(caller.accountId()) >= MOST_USERS) {
                    throw ApiException.conflict("An account has " + MOST_USERS + " users at most; delete one first");
                }
                long id = table.insert(caller.accountId(), username, hash, role, clock.instant());
                audit.target("users/" + id);
                audit.changed(new AuditChanges()
                        .member("username", null, username)
                        .member("role", null, role.word())
                        .secret("password"));
                return get(caller, id);
            });
        } catch (DuplicateKeyException e) {
            throw ApiException.conflict("The username " + username + " is taken; choose another one");
        }
        publish(caller, user, Kind.CREATED);
        return user;
    }

    /** @throws ApiException 409 if no enabled admin would be left */
    UserView change(Caller caller, long id, UserPatch patch) {
        List<Kind> kinds = new ArrayList<>();
        UserView after = inOrder(caller, () -> {
            UserView before = get(caller, id);
            UserView wanted = patch.applyTo(before);
            if (!wanted.isEnabledAdmin()) {
                mustNotBeLastAdmin(caller, before);
            }
            table.update(caller.accountId(), wanted);
            audit.changed(named(before)
                    .member("role", before.role().word(), wanted.role().word())
                    .member("enabled", before.enabled(), wanted.enabled()));
            if (wanted.role() != before.role()) {
                kinds.add(Kind.ROLE);
            }
            if (wanted.enabled() != before.enabled()) {
                kinds.add(wanted.enabled() ? Kind.ENABLED : Kind.DISABLED);
            }
            return wanted;
        });
        kinds.forEach(kind -> publish(caller, after, kind));
        return after;
    }

    /** @throws ApiException 409 if no enabled admin would be left */
    void delete(Caller caller, long id) {
        UserView gone = inOrder(caller, () -> {
            UserView before = get(caller, id);
            mustNotBeLastAdmin(caller, before);
            table.delete(caller.accountId(), id);
            audit.changed(named(before).member("role", before.role().word(), null));
            return before;
        });
        publish(caller, gone, Kind.DELETED);
    }

    /**
     * Sets a new password.
     *
     * @param old needed if callers change their own password @throws ApiException 404 for another user's password
     * without the role admin, so that the caller does not learn whether the user exists; 429 if the old one was wrong
     * too often
     */
    void setPassword(Caller caller, long id, PasswordBody body) {
        UserView user = table.find(caller.accountId(), id).orElse(null);
        boolean own = user != null && user.username().equals(caller.username());
        if (user == null || !own && caller.role() != Role.ADMIN) {
            throw ApiException.notFound("User", id);
        }
        if (own) {
            if (body.old() == null) {
                throw ApiException.invalid("old", "must be your present password");
            }
            ownPassword.check(caller, id, body.old());
        } else if (body.old() != null) {
            throw ApiException.invalid("old", "is asked for with your own password only; leave it out");
        }
        rules.check("new", body.fresh(), user.username());
        String hash = encoder.encode(body.fresh());
        inOrder(caller, () -> {
            UserView there = get(caller, id); // it may have been deleted meanwhile
            table.setPassword(caller.accountId(), id, hash);
            audit.changed(named(there).secret("password"));
            return there;
        });
        publish(caller, user, Kind.PASSWORD);
    }

    /** Records the name, so that the entry can still be read when the user is deleted. */
    private static AuditChanges named(UserView user) {
        return new AuditChanges().member("username", user.username(), null);
    }

    private void mustNotBeLastAdmin(Caller caller, UserView user) {
        if (user.isEnabledAdmin() && table.otherAdmins(caller.accountId(), user.id()) == 0) {
            throw ApiException.conflict(
                    "This is the last enabled admin of the account; make another user an admin first");
        }
    }

    /** Changes to the users of one account run one after another. */
    private UserView inOrder(Caller caller, Supplier<UserView> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            table.lockAccount(caller.accountId());
            return work.get();
        }));
    }

    private void publish(Caller caller, UserView user, Kind kind) {
        events.publishEvent(new UserChanged(caller.accountId(), user.id(), user.username(), kind));
        if (kind.endsSessions()) {
            events.publishEvent(new SessionsEnded(caller.accountId(), user.username()));
        }
    }
}
