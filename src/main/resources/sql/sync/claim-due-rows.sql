-- claim-due-rows.sql: leases the most urgent due rows of one store; a crashed holder's rows come back when the lease ends.
--
-- Rows that share a batch_limit are claimed together and apart from all others: that is how the rows of a call that
-- failed are bisected until a poison product stands alone.
-- A lease that ended without a settlement was held by someone who vanished in the middle: what the store shows of the
-- row is unknown then, and a create may have been applied.
-- What is to be forgotten is forgotten here and not before: a holder that settles in between would write it back.
WITH open_store AS (
    SELECT id FROM connection WHERE id = :connectionId AND hold_reason IS NULL
),
first_row AS (
    SELECT s.batch_limit
    FROM woocommerce_product_sync s
    JOIN open_store o ON o.id = s.connection_id
    WHERE s.wanted > s.synced AND s.due_at <= :now AND (s.lease_until IS NULL OR s.lease_until < :now)
    ORDER BY s.due_at, s.id
    LIMIT 1
),
due AS (
    SELECT s.id, s.lease_token IS NOT NULL AS abandoned
    FROM woocommerce_product_sync s
    JOIN first_row f ON s.batch_limit IS NOT DISTINCT FROM f.batch_limit
    WHERE s.connection_id = :connectionId
      AND s.wanted > s.synced AND s.due_at <= :now AND (s.lease_until IS NULL OR s.lease_until < :now)
    ORDER BY s.due_at, s.id
    LIMIT (SELECT least(:size, coalesce(batch_limit, :size)) FROM first_row)
    FOR UPDATE OF s SKIP LOCKED
)
UPDATE woocommerce_product_sync s
SET lease_token = :token,
    lease_until = :leaseUntil,
    field_hashes = CASE WHEN due.abandoned OR s.forget = 'all' THEN '{}'
                        WHEN s.forget = 'but_images'
                            THEN jsonb_strip_nulls(jsonb_build_object('images', s.field_hashes -> 'images'))
                        ELSE s.field_hashes END - coalesce(s.forget_fields, '{}'),
    forget = NULL,
    forget_fields = NULL,
    look_first = s.look_first OR (due.abandoned AND s.woo_product_id IS NULL)
FROM due
WHERE s.id = due.id
RETURNING s.id, s.product_id, s.sku, s.woo_product_id, s.intent, s.wanted, s.attempts, s.batch_limit, s.failed_at, s.look_first,
          s.field_hashes::text AS field_hashes, s.error_code IS NOT NULL AS had_error,
          CASE WHEN s.only_wanted = s.wanted THEN coalesce(s.only_fields, '{}') ELSE '{}' END AS only_fields
