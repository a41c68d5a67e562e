-- lock-free-rows.sql: locks those of the rows that no other transaction holds.
SELECT id FROM woocommerce_product_sync WHERE id = ANY (:ids::bigint[]) ORDER BY id FOR UPDATE SKIP LOCKED
