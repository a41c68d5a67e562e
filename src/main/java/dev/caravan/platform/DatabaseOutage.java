package dev.caravan.platform;

import java.sql.SQLException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * The database is away, starting, out of disk, or has cut a connection, or somebody else holds a lock for too long: it
 * passes, and says nothing of what was asked for.
 */
public final class DatabaseOutage {

    /** A lock was not to be had within {@code lock_timeout}. */
    private static final String LOCKED = "55P03";
    /** The server ended a transaction that stood still. */
    private static final String STOOD_STILL = "25P03";

    private DatabaseOutage() {}

    /** Whether a lock of somebody else's is behind a failure. */
    public static boolean isLock(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && LOCKED.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is behind a failure. */
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

    /** In one line, whatever PostgreSQL adds to its message in lines of their own. */
    public static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": "
                + String.valueOf(root.getMessage()).replaceAll("\\R\\s*", "; ");
    }
}
