-- lock-account-actions.sql: until the transaction ends, no other one counts the actions of the account and begins one.
SELECT 1 FROM (SELECT pg_advisory_xact_lock(7255447, (:accountId % 2147483647)::int)) AS locked
