-- prune-removals.sql: removals that nobody counts any more, and that are carried out. One that is removed anew meanwhile counts.
DELETE FROM product_removal
WHERE removed_at < :before AND (product_id, connection_id) IN (
    SELECT r.product_id, r.connection_id
    FROM product_removal r
    WHERE r.removed_at < :before
      AND NOT EXISTS (
          SELECT 1
          FROM woocommerce_product_sync s
          WHERE s.connection_id = r.connection_id AND s.product_id = r.product_id AND s.lane = 'main' AND s.intent <> 'upsert')
    LIMIT :portion)
