-- renew-lease.sql: returns the rows that the holder still has; a row that has another holder by now, or that
-- was unlinked, is missing. A lease that ran out without a recovery still belongs to the holder, because no
-- other holder can have sent anything.
WITH renewed AS (
    UPDATE claim SET lease_until = :leaseUntil WHERE token = :token RETURNING token
)
SELECT id
FROM woocommerce_product_sync
WHERE id = ANY (:ids::bigint[]) AND lease_token = (SELECT token FROM renewed)
