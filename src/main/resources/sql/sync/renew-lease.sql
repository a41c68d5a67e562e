-- renew-lease.sql: the rows that the holder still has; one that somebody else has by now, or that was unlinked, is missing.
-- A lease that ran out without a recovery is still the holder's: nobody else can have sent anything.
WITH renewed AS (
    UPDATE claim SET lease_until = :leaseUntil WHERE token = :token RETURNING token
)
SELECT id
FROM woocommerce_product_sync
WHERE id = ANY (:ids::bigint[]) AND lease_token = (SELECT token FROM renewed)
