-- lock-fan-out.sql: until the transaction ends; the fan-out itself does not wait for it (fan-out-events.sql).
SELECT 1 FROM (SELECT pg_advisory_xact_lock(7255441)) AS locked
