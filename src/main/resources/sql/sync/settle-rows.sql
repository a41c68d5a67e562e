-- settle-rows.sql: writes the outcome of claimed rows; only the holder of the claim can (fencing by its token). A row
-- that is missing in the answer has another holder by now, or was unlinked. If a change came during the call, the row
-- stays pending and is due after a short wait (:again), so that one call sends many changes when they come faster
-- than calls. Until a vanished holder's call has surely ended (rewrite_at), a delivered row stays pending, and is
-- then sent once more. Rows that have failed by a fault of their own wait until the others are sent.
--
-- A store drops the open choice of a variation (:open) without a word while its parent does not vary in it, keeps the former
-- option, and shows it again as soon as the parent varies. So what was sent of an open choice is in doubt if the parent may
-- have been sent later than the variation: if changes of it are pending, in error, missed or still events, or if it was sent
-- during the call. A doubted choice is sent again with the next change, at the latest when its parent is settled
-- (mark-doubted-options-pending.sql); the variation stays pending if the parent was sent already, or cannot be looked at.
--
-- All multi-row statements lock rows by id, so that they do not deadlock. With each row comes since when its store did not show a change, if it
-- shows all of them now.
WITH parents AS MATERIALIZED ( -- locked, or its settlement would not see the doubt, and this one not the settlement
    SELECT p.connection_id, p.product_id, p.synced, p.wanted > p.synced AS pending,
           p.wanted > p.synced OR p.missed OR p.error_code IS NOT NULL OR NOT p.field_hashes ?? 'attributes' AS stale
    FROM woocommerce_product_sync p
    WHERE p.id = ANY (ARRAY(
        SELECT p.id
        FROM unnest(:ids::bigint[], :open::boolean[]) AS o(id, open)
        JOIN woocommerce_product_sync s ON s.id = o.id
        JOIN woocommerce_product_sync p
          ON p.connection_id = s.connection_id AND p.product_id = s.parent_product_id AND p.lane = 'main'
        WHERE o.open AND s.id = ANY (:ids::bigint[])))
    FOR SHARE SKIP LOCKED
),
family_events AS MATERIALIZED ( -- by arrays: the planner may have taken the table of events for empty
    SELECT 1
    FROM product_event
    WHERE product_id = ANY (ARRAY(
        SELECT product_id FROM parents
        UNION ALL
        SELECT id FROM product WHERE parent_product_id = ANY (ARRAY(SELECT product_id FROM parents))))
    LIMIT 1
),
mine AS (
    SELECT s.id, s.behind_since, p.product_id IS NULL AS parent_is_busy,
           o.open AND o.error_code IS DISTINCT FROM 'choice_lost' -- is sent with its parent anyway
           AND (p.product_id IS NULL OR p.stale OR p.synced IS DISTINCT FROM o.parent_synced
                OR (SELECT count(*) FROM family_events) > 0) AS doubted,
           o.open AND o.settled AND s.intent = 'upsert'
           AND (p.product_id IS NULL OR NOT p.pending AND p.synced IS DISTINCT FROM o.parent_synced) AS early,
           o.settled AND o.error_code IS NULL AND s.intent = 'upsert' AND s.rewrite_at > :now IS TRUE AS rewrite
    FROM woocommerce_product_sync s
    JOIN unnest(:ids::bigint[], :settled::boolean[], :errorCodes::text[], :open::boolean[], :parentsSynced::bigint[])
         AS o(id, settled, error_code, open, parent_synced) ON o.id = s.id
    LEFT JOIN parents p ON p.connection_id = s.connection_id AND p.product_id = s.parent_product_id
    WHERE s.id = ANY (:ids::bigint[]) AND s.lease_token = :token
    ORDER BY s.id
    FOR UPDATE OF s
)
UPDATE woocommerce_product_sync s
SET synced = CASE WHEN o.settled THEN greatest(s.synced, o.wanted) ELSE s.synced END,
    wanted = s.wanted + (mine.rewrite OR mine.early)::int,
    behind_since = CASE WHEN o.settled AND s.wanted <= o.wanted AND NOT (mine.rewrite OR mine.early) THEN NULL ELSE s.behind_since END,
    forget = CASE WHEN mine.rewrite THEN 'all' ELSE s.forget END,
    forget_fields = CASE WHEN mine.doubted THEN s.forget_fields || '{attributes}'::text[] ELSE s.forget_fields END,
    rewrite_at = CASE WHEN o.settled AND NOT mine.rewrite THEN NULL ELSE s.rewrite_at END,
    recoveries = 0,
    call_recoveries = 0,
    failed_urgency = CASE WHEN o.settled THEN NULL
                          WHEN o.attempts > 0 AND o.due_at > :now THEN least(s.urgency, coalesce(s.failed_urgency, s.urgency))
                          ELSE s.failed_urgency END,
    urgency = CASE WHEN o.settled THEN least(s.urgency, 1) WHEN o.attempts > 0 AND o.due_at > :now THEN 2 ELSE s.urgency END,
    sku = coalesce(o.sku, s.sku),
    woo_product_id = CASE WHEN s.lane = 'main' THEN o.woo_product_id END, -- the others' is their main row's
    field_hashes = o.field_hashes::jsonb,
    look_first = o.look_first,
    create_asked_at = CASE WHEN o.woo_product_id IS NOT NULL THEN NULL WHEN o.create_open THEN :now::timestamptz ELSE s.create_asked_at END,
    batch_limit = CASE WHEN s.intent = 'trash' THEN 1 ELSE o.batch_limit END, -- it may have become that on the way
    attempts = o.attempts,
    failed_at = o.failed_at,
    due_at = CASE WHEN o.settled AND s.wanted > o.wanted THEN :again
                  WHEN mine.rewrite THEN s.rewrite_at
                  WHEN mine.early THEN CASE WHEN mine.parent_is_busy THEN :later::timestamptz ELSE :again END
                  ELSE o.due_at END,
    error_code = o.error_code,
    value_held_by = NULL, -- note-value-holders.sql says it after this
    error_message = o.error_message,
    last_exported_at = CASE WHEN o.exported THEN :now ELSE s.last_exported_at END,
    lease_token = NULL,
    updated_at = :now
FROM unnest(:ids::bigint[], :wanted::bigint[], :settled::boolean[], :exported::boolean[], :skus::text[],
            :wooProductIds::bigint[], :fieldHashes::text[], :lookFirst::boolean[], :batchLimits::int[],
            :attempts::int[], :failedAt::timestamptz[], :dueAt::timestamptz[], :errorCodes::text[], :errorMessages::text[],
            :createsOpen::boolean[])
     AS o(id, wanted, settled, exported, sku, woo_product_id, field_hashes, look_first, batch_limit,
          attempts, failed_at, due_at, error_code, error_message, create_open)
JOIN mine ON mine.id = o.id
WHERE s.id = mine.id
RETURNING s.id, CASE WHEN o.settled AND o.exported AND s.behind_since IS NULL THEN mine.behind_since END AS behind_since
