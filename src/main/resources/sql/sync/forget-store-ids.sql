-- forget-store-ids.sql: the ids that a store gave mean other products in another shop. Without its token a delivery under
-- way cannot settle, and so cannot bring the old ids back.
WITH mine AS (
    SELECT id
    FROM woocommerce_product_sync
    WHERE connection_id = :connectionId
    ORDER BY id
    FOR UPDATE
)
UPDATE woocommerce_product_sync s
SET woo_product_id = NULL,
    look_first = true,
    field_hashes = '{}',
    lease_token = NULL,
    lease_until = NULL,
    updated_at = :now
FROM mine
WHERE s.id = mine.id
