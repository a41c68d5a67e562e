-- walk-linked-products.sql: the next products in their order that a store has; :settled leaves out those that are pending or in error
-- with their variants and images, :on and :off those with automatic sync off or on.
SELECT s.product_id
FROM woocommerce_product_sync s
WHERE s.account_id = :accountId AND s.connection_id = :store AND s.product_id > :after AND s.lane = 'main' AND s.parent_product_id IS NULL
  AND (NOT :on OR s.auto_sync) AND (NOT :off OR NOT s.auto_sync)
  AND (NOT :settled
       OR (SELECT true
           FROM woocommerce_product_sync o
           WHERE o.account_id = :accountId AND o.connection_id = :store
             AND coalesce(o.parent_product_id, o.product_id) = s.product_id AND o.wanted > o.synced
           LIMIT 1) IS NULL
          AND (SELECT true
               FROM woocommerce_product_sync o
               WHERE o.account_id = :accountId AND o.connection_id = :store
                 AND coalesce(o.parent_product_id, o.product_id) = s.product_id AND o.wanted <= o.synced AND o.error_code IS NOT NULL
               LIMIT 1) IS NULL)
ORDER BY s.product_id
LIMIT :limit
