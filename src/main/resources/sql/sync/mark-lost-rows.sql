-- mark-lost-rows.sql: the lease ran out before the settlement, so an old state may have been sent after a newer one.
-- WooCommerce has no conditional write, so our newest state must be written last: the rows are pending again, and
-- nothing is known of what the store shows. The rows may have a new holder by now, whose settlement must not write
-- back the hashes that it knows.
WITH mine AS (
    SELECT id FROM woocommerce_product_sync WHERE id = ANY (:ids::bigint[]) ORDER BY id FOR UPDATE
)
UPDATE woocommerce_product_sync s
SET wanted = s.wanted + 1,
    behind_since = coalesce(s.behind_since, :now),
    forget = 'all',
    look_first = s.look_first OR s.lane = 'images' OR s.woo_product_id IS NULL,
    updated_at = :now
FROM mine
WHERE s.id = mine.id
