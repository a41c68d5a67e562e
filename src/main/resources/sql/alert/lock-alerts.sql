-- lock-alerts.sql: one node at a time checks the alert conditions, so that the result of an older check does
-- not undo a newer one.
SELECT pg_try_advisory_xact_lock(7255443)
