-- prune-removals.sql: removals that are carried out and too old for the guard to count. A product that was
-- removed again meanwhile counts.
WITH old AS MATERIALIZED (
    SELECT r.product_id, r.connection_id
    FROM product_removal r
    WHERE r.removed_at < :#before
      AND NOT EXISTS (
          SELECT 1
          FROM woocommerce_product_sync s
          WHERE s.connection_id = r.connection_id AND s.product_id = r.product_id AND s.lane = 'main' AND s.intent <> 'upsert')
    LIMIT 5000
)
DELETE FROM product_removal r
USING old
WHERE r.product_id = old.product_id AND r.connection_id = old.connection_id AND r.removed_at < :#before
