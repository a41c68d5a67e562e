-- walk-pending-products.sql: the next products in their order that have been pending in one of the stores since before a moment,
-- with their variants and images. Each store is read in the order of an index, and stops at the limit.
SELECT DISTINCT walk.id
FROM unnest(:stores::bigint[]) AS store (id)
CROSS JOIN LATERAL (
    SELECT DISTINCT coalesce(s.parent_product_id, s.product_id) AS id
    FROM woocommerce_product_sync s
    WHERE s.connection_id = store.id AND s.wanted > s.synced AND s.account_id = :accountId
      AND coalesce(s.parent_product_id, s.product_id) > :after AND s.behind_since < :before::timestamptz
    ORDER BY id
    LIMIT :limit) AS walk
ORDER BY walk.id
LIMIT :limit
