-- walk-products-in-error.sql: the next products in their order that are in error in one of the stores,
-- with their variants and images. Each store is read in the order of an index, and stops at the limit. With many stores, what a few of
-- them have shows how far the others have to be read: the first 4 stores, then 64 and so on, as long as that is a quarter of all at most.
WITH RECURSIVE narrowing AS (
    SELECT 4 AS looked, 9223372036854775807 AS last
    UNION ALL
    SELECT n.looked * 16, (
        SELECT CASE WHEN count(*) < :limit THEN n.last ELSE max(first.id) END
        FROM (
            SELECT DISTINCT walk.id
            FROM unnest((:stores::bigint[])[1 : n.looked]) AS store (id)
            CROSS JOIN LATERAL (
                SELECT DISTINCT coalesce(s.parent_product_id, s.product_id) AS id
                FROM woocommerce_product_sync s
                WHERE s.connection_id = store.id AND s.wanted <= s.synced AND s.error_code IS NOT NULL AND s.account_id = :accountId
                  AND coalesce(s.parent_product_id, s.product_id) > :after AND coalesce(s.parent_product_id, s.product_id) <= n.last
                ORDER BY id
                LIMIT :limit) AS walk
            ORDER BY walk.id
            LIMIT :limit) AS first)
    FROM narrowing n
    WHERE n.looked * 4 <= cardinality(:stores::bigint[])
)
SELECT DISTINCT walk.id
FROM (SELECT min(n.last) AS last FROM narrowing n) AS narrowed
CROSS JOIN unnest(:stores::bigint[]) AS store (id)
CROSS JOIN LATERAL (
    SELECT DISTINCT coalesce(s.parent_product_id, s.product_id) AS id
    FROM woocommerce_product_sync s
    WHERE s.connection_id = store.id AND s.wanted <= s.synced AND s.error_code IS NOT NULL AND s.account_id = :accountId
      AND coalesce(s.parent_product_id, s.product_id) > :after AND coalesce(s.parent_product_id, s.product_id) <= narrowed.last
    ORDER BY id
    LIMIT :limit) AS walk
ORDER BY walk.id
LIMIT :limit
