-- mark-holders-of-terms-pending.sql: a store has lost terms. Products that were sent with these fields may
-- show them: each such product is composed again, and sent if it names one of them. Where automatic sync is
-- off, that is noted, and pending when it is on.
WITH mine AS (
    SELECT s.id, c.auto_sync AND s.auto_sync AS automatic
    FROM woocommerce_product_sync s
    JOIN connection c ON c.id = s.connection_id
    WHERE s.account_id = :accountId AND s.connection_id = :connectionId AND s.intent = 'upsert' AND s.lane = 'main'
      AND s.woo_product_id IS NOT NULL AND s.field_hashes ??| :fields::text[]
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
