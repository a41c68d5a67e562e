-- recover-claims.sql: takes back what vanished holders had: claims whose lease ran out, claims of one node (:node) that has
-- just started or is about to stop, and claims that this process could not settle (:letGo). Claims of running deliveries of
-- this process (:alive) are left out, however late its heartbeat is.
--
-- What the store shows of such a row is unknown, and its call may still run for the store's time limit (:storeLimit). An
-- update is sent again at once, and once more after that time, so that our newest state is written last. A create must
-- wait, because two creates at the same time could both succeed. Images must wait as well, because each would be downloaded
-- twice. If a holder vanished (:crashed) before it reached a call, the cause is likely what it read and composed: its rows
-- are sent alone from then on, so that one row does not affect the others. If it vanished in a call, the rows are hardly
-- the cause, and are sent alone after two such cases. Rows that another transaction holds are left, with their claim, for
-- the next time; the others do not wait for it.
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
