package dev.caravan.platform.security;

import dev.caravan.platform.Sql;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** All sessions of a user, on all nodes. */
@Component
class Sessions {

    /** More sessions than a person has browsers; beyond this number those that were used longest ago end. */
    static final int MOST = 20;

    private static final String NO_ONE = "";

    private final Sql sql;
    private final SessionLife life;

    Sessions(Sql sql, SessionLife life) {
        this.sql = sql;
        this.life = life;
    }

    /** Ends all sessions of a user. @return how many there were */
    public int endAll(String username) {
        return endOthers(username, NO_ONE);
    }

    /** A user who is signed in with an old password or role must sign in again. */
    @EventListener
    void userChanged(UserChanged change) {
        if (change.kind().endsSessions()) {
            endAll(change.username());
        }
    }

    /** Ends all sessions of a user but one. @param sessionId of the one that stays */
    int endOthers(String username, String sessionId) {
        return sql.statement("platform/end-sessions")
                .param("username", username)
                .param("but", sessionId)
                .update();
    }

    /** Called before another session begins: ends sessions beyond the limit. */
    void limit(String username) {
        sql.statement("platform/end-oldest-sessions")
                .param("username", username)
                .param("stay", MOST - 1)
                .update();
    }

    /** Deletes expired sessions. */
    public void clean() {
        sql.statement("platform/delete-ended-sessions")
                .param("now", life.now().toEpochMilli())
                .param("oldest", life.oldest().toEpochMilli())
                .update();
    }
}
