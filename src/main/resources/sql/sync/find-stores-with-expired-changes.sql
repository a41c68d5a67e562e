-- find-stores-with-expired-changes.sql: stores that have been unhealthy since a moment (:before), and were probed when
-- it was due, with rows that have waited for as long. A paused store is not unhealthy.
SELECT c.id
FROM connection c
WHERE c.hold_reason <> 'paused' AND c.hold_since <= :before AND c.hold_until > :now
  AND EXISTS (
    SELECT 1
    FROM woocommerce_product_sync s
    WHERE s.connection_id = c.id AND s.wanted > s.synced AND s.held_due_at IS NULL AND s.behind_since <= :before)
