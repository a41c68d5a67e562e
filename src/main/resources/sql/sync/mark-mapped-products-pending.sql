-- mark-mapped-products-pending.sql: the connection's mapping has changed, so the fields that the store is to
-- show of each linked product may have changed. Where automatic sync is off, that is noted, and pending when
-- it is on. A removal that is pending stays one. Runs once more after the commit (:after), for products that
-- were added meanwhile and may have been composed by the old mapping. Rows that wait for their claim are
-- composed by the new mapping anyway.
WITH mine AS (
    SELECT s.id, c.auto_sync AND s.auto_sync AS automatic
    FROM woocommerce_product_sync s
    JOIN connection c ON c.id = s.connection_id
    WHERE s.account_id = :accountId AND s.connection_id = :connectionId AND s.intent = 'upsert' AND s.lane = 'main'
      AND (NOT :after OR s.lease_token IS NOT NULL OR s.wanted <= s.synced AND NOT s.missed)
    ORDER BY s.id
    FOR UPDATE OF s
)
UPDATE woocommerce_product_sync s
SET wanted = s.wanted + CASE WHEN mine.automatic THEN 1 ELSE 0 END,
    missed = s.missed OR NOT mine.automatic,
    due_at = CASE WHEN mine.automatic AND s.wanted <= s.synced THEN :now ELSE s.due_at END,
    behind_since = CASE WHEN mine.automatic AND s.wanted <= s.synced THEN :now ELSE s.behind_since END,
    urgency = CASE WHEN mine.automatic AND s.wanted <= s.synced THEN 1 ELSE s.urgency END,
    updated_at = :now
FROM mine
WHERE s.id = mine.id
