-- settle-rows.sql: writes the outcome of claimed rows; only the holder of the claim can (fencing by its token). A row
-- that is missing in the answer has another holder by now, or was unlinked.
-- A change that came while the row was on its way leaves it behind and due after a short breath (:again): where changes
-- come faster than calls, many of them go into one.
--
-- Rows are locked by id, as all statements do that take many rows: so none waits for another in a circle.
WITH mine AS (
    SELECT id FROM woocommerce_product_sync
    WHERE id = ANY (:ids::bigint[]) AND lease_token = :token
    ORDER BY id
    FOR UPDATE
)
UPDATE woocommerce_product_sync s
SET synced = CASE WHEN o.settled THEN greatest(s.synced, o.wanted) ELSE s.synced END,
    behind_since = CASE WHEN o.settled AND s.wanted <= o.wanted THEN NULL ELSE s.behind_since END,
    sku = coalesce(o.sku, s.sku),
    woo_product_id = CASE WHEN s.lane = 'main' THEN o.woo_product_id END, -- the others' is their main row's
    field_hashes = o.field_hashes::jsonb,
    look_first = o.look_first,
    batch_limit = CASE WHEN s.intent = 'trash' THEN 1 ELSE o.batch_limit END, -- it may have become that on the way
    attempts = o.attempts,
    failed_at = o.failed_at,
    due_at = CASE WHEN o.settled AND s.wanted > o.wanted THEN :again ELSE o.due_at END,
    error_code = o.error_code,
    error_message = o.error_message,
    last_exported_at = CASE WHEN o.exported THEN :now ELSE s.last_exported_at END,
    lease_token = NULL,
    lease_until = NULL,
    updated_at = :now
FROM unnest(:ids::bigint[], :wanted::bigint[], :settled::boolean[], :exported::boolean[], :skus::text[],
            :wooProductIds::bigint[], :fieldHashes::text[], :lookFirst::boolean[], :batchLimits::int[],
            :attempts::int[], :failedAt::timestamptz[], :dueAt::timestamptz[], :errorCodes::text[], :errorMessages::text[])
     AS o(id, wanted, settled, exported, sku, woo_product_id, field_hashes, look_first, batch_limit,
          attempts, failed_at, due_at, error_code, error_message)
JOIN mine ON mine.id = o.id
WHERE s.id = mine.id
RETURNING s.id
