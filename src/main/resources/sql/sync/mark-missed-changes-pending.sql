-- mark-missed-changes-pending.sql: changes that came while automatic sync was off, of products and a connection where it is on.
WITH mine AS (
    SELECT s.id
    FROM woocommerce_product_sync s
    JOIN connection c ON c.id = s.connection_id
    WHERE c.id = :connectionId AND c.auto_sync AND s.auto_sync AND s.missed
    ORDER BY s.id
    FOR UPDATE OF s
)
UPDATE woocommerce_product_sync s
SET missed = false,
    wanted = s.wanted + 1,
    due_at = CASE WHEN s.wanted > s.synced THEN s.due_at ELSE :now END,
    behind_since = CASE WHEN s.wanted > s.synced THEN s.behind_since ELSE :now END,
    urgency = CASE WHEN s.wanted > s.synced THEN s.urgency ELSE 1 END,
    updated_at = :now
FROM mine
WHERE s.id = mine.id AND s.missed
