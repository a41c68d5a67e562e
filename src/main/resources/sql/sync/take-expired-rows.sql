-- take-expired-rows.sql: the next portion of the rows that have waited since a moment (:before) for a
-- store that has been unhealthy as long. They are settled in the same transaction, so no other transaction
-- sees them taken, and they need no claim.
--
-- A hold that is due to end does not count: the store is to be probed first, and while Caravan was not
-- running it was not. The connection is locked, so that no row is dead-lettered for a store that is healthy
-- again. Rows that a call holds are taken later, and deletions that a guard holds back wait for a user
-- anyway.
WITH unhealthy AS MATERIALIZED (
    SELECT id
    FROM connection
    WHERE id = :connectionId AND hold_reason <> 'paused' AND hold_since <= :before AND hold_until > :now
    FOR SHARE
),
waiting AS MATERIALIZED (
    SELECT s.id
    FROM woocommerce_product_sync s
    WHERE s.connection_id = (SELECT id FROM unhealthy)
      AND s.wanted > s.synced AND s.held_due_at IS NULL AND s.behind_since <= :before AND s.lease_token IS NULL
    ORDER BY s.behind_since
    LIMIT :portion
    FOR UPDATE SKIP LOCKED
),
taken AS (
    UPDATE woocommerce_product_sync s
    SET lease_token = :token
    WHERE s.id = ANY (ARRAY(SELECT id FROM waiting))
    RETURNING s.*
)
SELECT s.id, s.product_id, s.parent_product_id, s.lane, s.sku, s.intent, s.wanted, s.attempts, s.batch_limit,
       s.failed_at, s.look_first, s.field_hashes::text AS field_hashes, s.error_code, s.recoveries, s.call_recoveries,
       s.create_asked_at, s.trace, '{}'::text[] AS sent_skus, '{}'::text[] AS gives_up,
       CASE s.lane WHEN 'main' THEN s.woo_product_id
                   ELSE (SELECT m.woo_product_id FROM woocommerce_product_sync m WHERE m.id = s.main_id)
       END AS woo_product_id,
       false AS dead_lettered, false AS parent_in_error, NULL::bigint AS parent_synced, NULL::bigint AS woo_parent_id, '{}'::text[] AS only_fields
FROM taken s
