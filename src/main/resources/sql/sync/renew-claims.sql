-- renew-claims.sql: the heartbeat of a process for all that it holds; a claim that is missing was taken by somebody else.
UPDATE claim SET lease_until = :leaseUntil WHERE token = ANY (:tokens::uuid[])
