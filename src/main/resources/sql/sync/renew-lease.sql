-- renew-lease.sql: the rows that the holder still has; one that was claimed anew is missing. A lease that ran out without
-- that is still the holder's: nobody else can have sent anything.
WITH mine AS (
    SELECT id FROM woocommerce_product_sync
    WHERE id = ANY (:ids::bigint[]) AND lease_token = :token
    ORDER BY id
    FOR UPDATE
)
UPDATE woocommerce_product_sync s
SET lease_until = :leaseUntil
FROM mine
WHERE s.id = mine.id
RETURNING s.id
