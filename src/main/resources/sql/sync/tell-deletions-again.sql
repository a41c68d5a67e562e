-- tell-deletions-again.sql: products that were gone when they were to be sent, and are still wanted. Whoever exported or linked
-- one saw it as it was before it was deleted, and may have come to its row after the fan-out: that has to come once more.
INSERT INTO product_event (account_id, product_id, kind)
SELECT s.account_id, s.product_id, 'deleted'
FROM woocommerce_product_sync s
LEFT JOIN product p ON p.id = s.product_id
WHERE s.id = ANY (:ids::bigint[]) AND s.lane = 'main' AND s.intent = 'upsert' AND (p.id IS NULL OR p.deleted_at IS NOT NULL)
