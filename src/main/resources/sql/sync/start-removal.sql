-- start-removal.sql: marks the removal of one product pending for a store; noted as an export of one, so that it can be
-- waited for. A user has named this product and this store, so the deletion guard neither counts it nor holds it back.
WITH pending AS (
    UPDATE woocommerce_product_sync s
    SET wanted = s.wanted + 1,
        intent = 'delete',
        due_at = CASE WHEN s.wanted > s.synced THEN coalesce(s.held_due_at, s.due_at) ELSE :now END,
        held_due_at = NULL,
        behind_since = CASE WHEN s.wanted > s.synced THEN s.behind_since ELSE :now END,
        urgency = 0,
        updated_at = :now
    WHERE s.account_id = :accountId AND s.connection_id = :connectionId AND s.product_id = :productId AND s.lane = 'main'
    RETURNING s.product_id, s.wanted
),
not_guarded AS (
    DELETE FROM product_removal
    WHERE connection_id = :connectionId AND product_id IN (SELECT product_id FROM pending)
),
job AS (
    INSERT INTO export_job (id, account_id, connection_id, total, created_at)
    SELECT :id, :accountId, :connectionId, 1, :now
    FROM pending
    RETURNING id
),
waited_for AS (
    INSERT INTO export_item (export_id, connection_id, product_id, target, was_behind)
    SELECT job.id, :connectionId, pending.product_id, pending.wanted, true
    FROM job, pending
)
SELECT count(*) FROM pending
