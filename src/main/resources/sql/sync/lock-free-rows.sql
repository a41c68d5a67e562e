-- lock-free-rows.sql: those of the rows that nobody else holds.
SELECT id FROM woocommerce_product_sync WHERE id = ANY (:ids::bigint[]) ORDER BY id FOR UPDATE SKIP LOCKED
