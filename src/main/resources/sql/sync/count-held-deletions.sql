-- count-held-deletions.sql: of all stores; -1 while no guard stands.
SELECT CASE WHEN EXISTS (SELECT 1 FROM deletion_guard)
            THEN (SELECT count(*) FROM woocommerce_product_sync WHERE held_due_at IS NOT NULL)
            ELSE -1 END
