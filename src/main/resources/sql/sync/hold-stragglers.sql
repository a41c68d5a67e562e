-- hold-stragglers.sql: holds back deletions that were in a call when the guard of their store was raised, and
-- are pending again.
WITH mine AS (
    SELECT s.id
    FROM deletion_guard g
    JOIN product_removal r ON r.connection_id = g.connection_id
    JOIN woocommerce_product_sync s ON s.connection_id = r.connection_id AND s.product_id = r.product_id AND s.lane = 'main'
    WHERE g.raised_at > :raisedAfter
      AND s.intent <> 'upsert' AND s.wanted > s.synced AND s.held_due_at IS NULL
    ORDER BY s.id
    FOR UPDATE OF s SKIP LOCKED
)
UPDATE woocommerce_product_sync s
SET held_due_at = s.due_at, due_at = 'infinity', updated_at = :now
FROM mine
WHERE s.id = mine.id
