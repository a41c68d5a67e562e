-- forget-store-ids.sql: the ids that a store gave mean other products in another shop. Without its token a delivery under
-- way cannot settle, and so cannot bring the old ids back.
WITH terms AS (
    DELETE FROM store_term WHERE connection_id = :connectionId
),
images AS (
    DELETE FROM store_image WHERE connection_id = :connectionId
),
mine AS (
    SELECT id
    FROM woocommerce_product_sync
    WHERE connection_id = :connectionId
    ORDER BY id
    FOR UPDATE
)
UPDATE woocommerce_product_sync s
SET woo_product_id = NULL,
    look_first = s.lane = 'main',
    field_hashes = '{}',
    lease_token = NULL,
    lease_until = NULL,
    updated_at = :now
FROM mine
WHERE s.id = mine.id
