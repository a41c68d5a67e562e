-- renew-lease.sql: the rows that the holder still has; one whose lease ran out and was claimed anew is missing.
UPDATE woocommerce_product_sync
SET lease_until = :leaseUntil
WHERE lease_token = :token AND lease_until >= :now
RETURNING id
