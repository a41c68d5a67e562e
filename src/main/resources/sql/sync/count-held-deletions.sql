-- count-held-deletions.sql: deletions that are held back, of all stores.
SELECT count(*) FROM woocommerce_product_sync WHERE held_due_at IS NOT NULL
