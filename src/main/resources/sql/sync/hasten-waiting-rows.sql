-- hasten-waiting-rows.sql: changes of a store that wait for a retry are due now. Not those of which the store may have
-- created the product without an answer: it has to end that first, so that the product is not created twice.
WITH waiting AS (
    SELECT id
    FROM woocommerce_product_sync
    WHERE account_id = :accountId AND connection_id = :connectionId AND wanted > synced AND lease_token IS NULL
      AND due_at > :now AND due_at < 'infinity' AND NOT look_first
    ORDER BY id
    FOR UPDATE
)
UPDATE woocommerce_product_sync s
SET due_at = :now, updated_at = :now
FROM waiting
WHERE s.id = waiting.id
