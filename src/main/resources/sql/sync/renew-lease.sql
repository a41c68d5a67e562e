-- renew-lease.sql: the rows that the holder still has; one whose lease ran out and was claimed anew is missing. A lease
-- that ran out without a new claim is still ours: the token says so.
UPDATE woocommerce_product_sync
SET lease_until = :leaseUntil
WHERE lease_token = :token
RETURNING id
