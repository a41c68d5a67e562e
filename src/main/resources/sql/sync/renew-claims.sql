-- renew-claims.sql: the heartbeat of a process for all its claims. A claim that is missing in the answer was
-- taken back.
UPDATE claim SET lease_until = :leaseUntil WHERE token = ANY (:tokens::uuid[])
