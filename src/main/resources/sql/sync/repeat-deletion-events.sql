-- repeat-deletion-events.sql: products that were deleted when they were to be sent, and are still wanted. The
-- export or link of such a product saw it before its deletion, and may have written its row after the
-- fan-out. So the fan-out must run for it again.
INSERT INTO product_event (account_id, product_id, kind)
SELECT s.account_id, s.product_id, 'deleted'
FROM woocommerce_product_sync s
LEFT JOIN product p ON p.id = s.product_id
WHERE s.id = ANY (:ids::bigint[]) AND s.lane = 'main' AND s.intent = 'upsert' AND (p.id IS NULL OR p.deleted_at IS NOT NULL)
