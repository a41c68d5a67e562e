package dev.caravan.platform;

import java.sql.SQLException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * The database is unavailable, starting, out of disk, or has cut a connection, or another transaction holds a lock
 * for too long. Such a failure is temporary, and is not caused by the request.
 */
public final class DatabaseOutage {

    /** A lock could not be had within {@code lock_timeout}. */
    private static final String LOCKED = "55P03";
    /** The server ended an idle transaction. */
    private static final String STOOD_STILL = "25P03";

    private DatabaseOutage() {}

    /** Whether another transaction's lock is the cause of a failure. */
    public static boolean isLock(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && LOCKED.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Whether an outage is the cause of a failure. */
    public static boolean causes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (is(cause)) {
                return true;
            }
        }
        return false;
    }

    public static boolean is(Throwable failure) {
        return failure instanceof CannotCreateTransactionException
                || failure instanceof TransactionSystemException // the connection broke at the commit or the rollback
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof TransientDataAccessException
                || failure instanceof SQLException sql
                        && (LOCKED.equals(sql.getSQLState()) || STOOD_STILL.equals(sql.getSQLState()));
    }

    /** The reason on one line, without the further lines of PostgreSQL's message. */
    public static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": "
                + String.valueOf(root.getMessage()).replaceAll("\\R\\s*", "; ");
    }
}
