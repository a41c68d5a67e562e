-- walk-products.sql: the next products of the catalogue in their order, without variants; with a store, those that it does not have.
SELECT p.id
FROM product p
WHERE p.account_id = :accountId AND p.parent_product_id IS NULL AND p.deleted_at IS NULL AND p.id > :after
  AND (:absentIn::bigint IS NULL
       OR (SELECT true
           FROM woocommerce_product_sync s
           WHERE s.connection_id = :absentIn AND s.product_id = p.id AND s.lane = 'main') IS NULL)
ORDER BY p.id
LIMIT :limit
