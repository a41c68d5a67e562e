-- replay-dead-letter.sql: goes the normal way, with the newest state; the letter is closed by what comes of it.
WITH letter AS (
    UPDATE dead_letter
    SET state = 'replayed', closed_at = :now
    WHERE account_id = :accountId AND id = :id AND state = 'open'
    RETURNING connection_id, product_id, lane
)
UPDATE woocommerce_product_sync s
SET wanted = s.wanted + 1,
    due_at = CASE WHEN s.wanted > s.synced THEN s.due_at ELSE :now END,
    behind_since = CASE WHEN s.wanted > s.synced THEN s.behind_since ELSE :now END,
    urgency = 0,
    updated_at = :now
FROM letter l
WHERE s.connection_id = l.connection_id AND s.product_id = l.product_id AND s.lane = l.lane
RETURNING s.connection_id
