package dev.caravan.platform.security;

import dev.caravan.platform.Caller;
import dev.caravan.platform.Role;
import dev.caravan.platform.Sql;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.util.function.SingletonSupplier;

/**
 * Keeps in a session who has signed in, but not the user's role, which is read at each request. So a changed role and
 * a disabled user take effect at once in all sessions, on all nodes.
 */
@Component
class SessionContexts implements SecurityContextRepository {

    private static final String NAME = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;
    private static final String ROLE = "role";
    private static final String ACCOUNT = "account";

    private record Row(long id, long accountId, String username, String role) {}

    private final Sql sql;

    SessionContexts(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        Authentication authentication = context.getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn signedIn)) {
            return; // a sign-out: the session is invalidated by itself
        }
        HttpSession session = request.getSession();
        Caller caller = signedIn.caller();
        session.setAttribute(NAME, caller.username());
        if (signedIn instanceof ExternalSignIn) {
            session.setAttribute(ROLE, caller.role().word());
            session.setAttribute(ACCOUNT, String.valueOf(caller.accountId()));
        }
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(SingletonSupplier.of(() -> {
            try {
                return read(request);
            } catch (DataAccessException | TransactionException e) {
                throw new AuthenticationServiceException("the session cannot be read", e); // answered 503
            }
        }));
    }

    /** @deprecated as Spring has it; called by nothing of ours */
    @Deprecated
    @Override
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(NAME) != null;
    }

    private Optional<SecurityContext> read(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(NAME) instanceof String name)) {
            return Optional.empty();
        }
        BrowserUser user = session.getAttribute(ROLE) instanceof String role
                        && session.getAttribute(ACCOUNT) instanceof String account
                ? new BrowserUser(null, new Caller(Long.parseLong(account), name, Role.of(role)))
                : find(name);
        if (user == null) {
            session.invalidate(); // deleted or disabled meanwhile
            return Optional.empty();
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                user,
                null,
                List.of(new SimpleGrantedAuthority(user.caller().role().authority()))));
        return Optional.of(context);
    }

    private @Nullable BrowserUser find(String username) {
        return sql.statement("platform/find-user")
                .param("username", username)
                .query(Row.class)
                .optional()
                .map(row -> new BrowserUser(row.id, new Caller(row.accountId, row.username, Role.of(row.role))))
                .orElse(null);
    }

    /** Reads the session only when the user is needed. */
    private static final class Deferred implements DeferredSecurityContext {

        private final Supplier<Optional<SecurityContext>> found;
        private final Supplier<SecurityContext> context;

        Deferred(Supplier<Optional<SecurityContext>> found) {
            this.found = found;
            this.context = SingletonSupplier.of(() -> found.get().orElseGet(SecurityContextHolder::createEmptyContext));
        }

        @Override
        public SecurityContext get() {
            return context.get();
        }

        @Override
        public boolean isGenerated() {
            return found.get().isEmpty();
        }
    }
}
