-- mark-doubted-options-pending.sql: these variable products were settled, and the store shows their attributes. Those of their
-- variants whose options are in doubt (settle-rows.sql) are sent again; so are those whose options are not known, as a claim
-- forgets a doubt and may then send something else. Where automatic sync is off, that is noted, and pending when it is on.
WITH mine AS (
    SELECT s.id, c.auto_sync AND s.auto_sync AS automatic
    FROM woocommerce_product_sync s
    JOIN connection c ON c.id = s.connection_id
    WHERE s.connection_id = :connectionId AND s.parent_product_id = ANY (:productIds::bigint[])
      AND s.lane = 'main' AND s.intent = 'upsert' AND s.woo_product_id IS NOT NULL
      AND (s.forget_fields @> '{attributes}' OR NOT s.field_hashes ?? 'attributes')
    ORDER BY s.id
    FOR UPDATE OF s
)
UPDATE woocommerce_product_sync s
SET wanted = s.wanted + mine.automatic::int,
    missed = s.missed OR NOT mine.automatic,
    behind_since = CASE WHEN mine.automatic THEN coalesce(s.behind_since, :now) ELSE s.behind_since END,
    due_at = CASE WHEN mine.automatic AND s.wanted <= s.synced THEN :now ELSE s.due_at END,
    updated_at = :now
FROM mine
WHERE s.id = mine.id
