-- count-held-deletions.sql: of all stores.
SELECT count(*) FROM woocommerce_product_sync WHERE held_due_at IS NOT NULL
