-- forget-store-ids.sql: deletes the ids that a store gave, because they mean other products in another shop.
-- The claims lose their token, so that a delivery under way cannot settle and write the old ids back.
WITH terms AS (
    DELETE FROM store_term WHERE connection_id = :connectionId
),
images AS (
    DELETE FROM store_image WHERE connection_id = :connectionId
),
creates AS (
    DELETE FROM open_create WHERE connection_id = :connectionId
),
mine AS (
    SELECT s.id,
           s.lane = 'main' AND EXISTS (
               SELECT 1
               FROM woocommerce_product_sync v
               WHERE v.connection_id = :connectionId AND v.parent_product_id = s.product_id) AS is_parent
    FROM woocommerce_product_sync s
    WHERE s.connection_id = :connectionId
    ORDER BY s.id
    FOR UPDATE OF s
)
UPDATE woocommerce_product_sync s
SET wanted = s.wanted + mine.is_parent::int, -- its variants have no address before it is found
    behind_since = CASE WHEN mine.is_parent THEN coalesce(s.behind_since, :now) ELSE s.behind_since END,
    due_at = CASE WHEN mine.is_parent AND s.wanted <= s.synced THEN :now ELSE s.due_at END,
    woo_product_id = NULL,
    look_first = s.lane = 'main',
    field_hashes = '{}',
    lease_token = NULL,
    attempts = 0, -- and nothing that happened in the old shop counts in the new one
    failed_at = NULL,
    create_asked_at = NULL,
    rewrite_at = NULL,
    updated_at = :now
FROM mine
WHERE s.id = mine.id
