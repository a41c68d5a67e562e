-- recover-claims.sql: takes back what vanished holders had: of claims whose lease ran out, or of one node (:node) that has
-- just begun or is about to end, or that this process could not settle (:letGo). Not those that this process looks after (:alive), however late its heartbeat is.
--
-- What the store shows of such a row is unknown, and its call may still run for the store's time limit (:storeLimit).
-- An update goes again at once, and once more after that time, so that the last word is ours. A create must wait: two of
-- them at once could both succeed. Images as well: each would be downloaded twice.
-- A holder that vanished (:crashed) before it came to a call did so over what it read and composed: its rows go alone from then
-- on, so that others do not share the fate of one. In a call it was hardly the rows, and they go alone after two of them.
-- Rows that somebody else's transaction holds are left, with their claim, for the next time; the others do not wait for it.
WITH ending AS (
    SELECT token, row_ids, lease_until, calling
    FROM claim
    WHERE (lease_until < :now::timestamptz OR node = :node OR token = ANY (:letGo::uuid[])) AND token <> ALL (:alive::uuid[])
    ORDER BY token
    FOR UPDATE SKIP LOCKED
),
mine AS (
    SELECT s.id, e.lease_until,
           s.recoveries + (crash AND NOT e.calling)::int AS recoveries,
           s.call_recoveries + (crash AND e.calling)::int AS call_recoveries,
           s.lane = 'main' AND s.woo_product_id IS NOT NULL AND s.intent = 'upsert' AS updates
    FROM woocommerce_product_sync s
    JOIN ending e ON s.lease_token = e.token
    CROSS JOIN LATERAL (SELECT :crashed AND e.token <> ALL (:letGo::uuid[])) AS of (crash)
    WHERE s.id = ANY (ARRAY(SELECT unnest(row_ids) FROM ending))
    ORDER BY s.id
    FOR UPDATE OF s SKIP LOCKED
),
ended AS (
    DELETE FROM claim c
    USING ending e
    WHERE c.token = e.token
      AND NOT EXISTS (SELECT 1 FROM woocommerce_product_sync s
                      WHERE s.id = ANY (e.row_ids) AND s.lease_token = e.token AND s.id NOT IN (SELECT id FROM mine))
)
UPDATE woocommerce_product_sync s
SET lease_token = NULL,
    field_hashes = jsonb_strip_nulls(jsonb_build_object('type', s.field_hashes -> 'type')), -- see Composer
    look_first = s.look_first OR s.lane = 'images' OR s.woo_product_id IS NULL,
    due_at = greatest(s.due_at, CASE WHEN mine.updates THEN :now::timestamptz ELSE :storeLimit::timestamptz END),
    rewrite_at = CASE WHEN mine.updates THEN :storeLimit::timestamptz ELSE s.rewrite_at END,
    create_asked_at = CASE WHEN s.lane = 'main' AND s.woo_product_id IS NULL THEN mine.lease_until ELSE s.create_asked_at END,
    recoveries = mine.recoveries,
    call_recoveries = mine.call_recoveries,
    batch_limit = CASE WHEN mine.recoveries >= 1 OR mine.call_recoveries >= 2 THEN 1 ELSE s.batch_limit END
FROM mine
WHERE s.id = mine.id
RETURNING s.id
