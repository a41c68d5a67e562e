-- give-back-rows.sql: this process stops before some calls have ended; what the store shows of their rows is unknown.
UPDATE woocommerce_product_sync
SET lease_token = NULL,
    lease_until = NULL,
    field_hashes = '{}',
    look_first = look_first OR (lane = 'main' AND woo_product_id IS NULL),
    due_at = :dueAt
WHERE lease_token = ANY (:tokens::uuid[])
