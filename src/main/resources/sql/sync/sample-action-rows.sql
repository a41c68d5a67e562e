-- sample-action-rows.sql: the rows that an action sends for some products in some stores, as count-action-rows.sql has them; of each store
-- at most so many as :most says in the same place. Which they are is not by id, so that all ages are among them, and is the same each time.
WITH asked AS MATERIALIZED (
    SELECT p.id, p.parent_product_id
    FROM product p
    WHERE p.account_id = :accountId AND p.id = ANY (:ids::bigint[]) AND p.deleted_at IS NULL
),
family AS MATERIALIZED (
    SELECT a.id AS asked_id, a.id FROM asked a
    UNION ALL
    SELECT a.id, v.id
    FROM asked a
    JOIN product v ON v.parent_product_id = a.id AND v.deleted_at IS NULL
    UNION ALL
    SELECT a.id, p.id
    FROM asked a
    JOIN product p ON p.id = a.parent_product_id AND p.deleted_at IS NULL
    WHERE :sends
),
store AS (
    SELECT * FROM unnest(:stores::bigint[], :most::bigint[]) AS store (id, most)
),
sent AS (
    SELECT DISTINCT s.connection_id, f.id
    FROM family f
    JOIN woocommerce_product_sync s ON s.product_id = CASE WHEN :sends THEN f.asked_id ELSE f.id END
    WHERE NOT :everywhere AND s.account_id = :accountId AND s.connection_id = ANY (:stores::bigint[]) AND s.lane = 'main'
      AND (:sends OR s.missed)
    UNION ALL
    SELECT store.id, f.id
    FROM (SELECT DISTINCT id FROM family) f
    CROSS JOIN store
    WHERE :everywhere
),
ranked AS (
    SELECT s.connection_id, s.id, row_number() OVER (PARTITION BY s.connection_id ORDER BY hashint8(s.id)) AS place FROM sent s
)
SELECT r.connection_id, r.id AS product_id
FROM ranked r
JOIN store ON store.id = r.connection_id
WHERE r.place <= store.most
ORDER BY r.connection_id, r.place
