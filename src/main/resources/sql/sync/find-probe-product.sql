-- find-probe-product.sql: a healthy product of a store in which little is pending (less than :look rows) but one or
-- a few products whose calls fail, each alone; with the one of these that has failed last. It is one of the
-- newest products, and another one each time, because it may be gone from the store, or fail as well.
WITH pending AS (
    SELECT product_id, failed_at, batch_limit, error_code IS NOT DISTINCT FROM 'no_clear_answer' AS failing
    FROM woocommerce_product_sync
    WHERE connection_id = :connectionId AND wanted > synced AND held_due_at IS NULL
    LIMIT :look
),
suspect AS (
    SELECT max(failed_at) AS failed_at,
           (array_agg(product_id ORDER BY failed_at DESC) FILTER (WHERE failing))[1] AS product_id
    FROM pending
    HAVING count(*) < :look
       AND count(DISTINCT product_id) FILTER (WHERE failing) BETWEEN 1 AND :most
       AND bool_and(batch_limit IS NOT DISTINCT FROM 1 AND failed_at IS NOT NULL) FILTER (WHERE failing)
),
healthy AS (
    SELECT s.*
    FROM woocommerce_product_sync s
    WHERE s.connection_id = :connectionId AND EXISTS (SELECT 1 FROM suspect)
      AND s.woo_product_id IS NOT NULL AND s.parent_product_id IS NULL AND s.intent = 'upsert'
      AND s.wanted = s.synced AND s.error_code IS NULL AND s.product_id NOT IN (SELECT product_id FROM pending)
    ORDER BY s.woo_product_id DESC
    LIMIT 10
)
SELECT h.id, h.product_id, h.parent_product_id, h.lane, h.sku, h.intent, h.wanted, h.attempts, h.batch_limit, h.failed_at,
       h.look_first, h.field_hashes::text AS field_hashes, h.error_code, h.recoveries, h.call_recoveries,
       h.create_asked_at, NULL::text AS trace, '{}'::text[] AS sent_skus, '{}'::text[] AS gives_up, h.woo_product_id, false AS dead_lettered, false AS parent_in_error, NULL::bigint AS parent_synced, NULL::bigint AS woo_parent_id, '{}'::text[] AS only_fields,
       suspect.product_id AS suspect, suspect.failed_at AS suspect_since
FROM healthy h
CROSS JOIN suspect
ORDER BY random()
LIMIT 1
