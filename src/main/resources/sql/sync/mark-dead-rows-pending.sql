-- mark-dead-rows-pending.sql: products of replayed dead letters are sent as usual, with their newest state.
-- The rows are locked already. Rows that are due already keep their time. Returns the stores to wake.
WITH pending AS (
    UPDATE woocommerce_product_sync s
    SET wanted = s.wanted + 1,
        due_at = CASE WHEN s.wanted > s.synced THEN s.due_at ELSE :now END,
        behind_since = CASE WHEN s.wanted > s.synced THEN s.behind_since ELSE :now END,
        urgency = CASE WHEN s.wanted > s.synced THEN least(s.urgency, :urgency) ELSE :urgency END,
        updated_at = :now
    WHERE s.id = ANY (:rowIds::bigint[])
    RETURNING s.connection_id
)
SELECT DISTINCT connection_id FROM pending
