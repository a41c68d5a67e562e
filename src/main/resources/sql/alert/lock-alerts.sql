-- lock-alerts.sql: one node at a time looks for alerts, so that an older look does not undo a newer one.
SELECT pg_try_advisory_xact_lock(7255443)
