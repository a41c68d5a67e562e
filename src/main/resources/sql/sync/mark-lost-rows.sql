-- mark-lost-rows.sql: the lease ran out before the settlement, so an old state may have been sent after a newer one.
-- WooCommerce has no conditional write: the last word must be ours, so the rows are behind again, with nothing known.
UPDATE woocommerce_product_sync
SET wanted = wanted + 1, field_hashes = '{}', look_first = look_first OR woo_product_id IS NULL,
    behind_since = coalesce(behind_since, :now), updated_at = :now
WHERE id = ANY (:ids::bigint[])
