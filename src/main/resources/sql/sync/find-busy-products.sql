-- find-busy-products.sql: which products of the next open events cannot be fanned out now, because another
-- transaction holds a row of theirs or of their parent's. Those that were busy before (:busy) are checked
-- again.
WITH open AS (
    SELECT product_id FROM (
        SELECT product_id FROM product_event WHERE product_id <> ALL (:busy::bigint[]) ORDER BY id LIMIT :limit) AS next
    UNION
    SELECT unnest(:busy::bigint[])
),
with_parents AS (
    SELECT product_id, product_id AS touched FROM open
    UNION
    SELECT o.product_id, p.parent_product_id FROM open o JOIN product p ON p.id = o.product_id
    UNION
    SELECT o.product_id, s.parent_product_id FROM open o JOIN woocommerce_product_sync s ON s.product_id = o.product_id
),
concerned AS (
    SELECT w.product_id, s.id
    FROM with_parents w
    JOIN woocommerce_product_sync s ON s.product_id = w.touched AND s.lane = 'main'
),
free AS MATERIALIZED (
    SELECT id FROM woocommerce_product_sync WHERE id IN (SELECT id FROM concerned) ORDER BY id FOR UPDATE SKIP LOCKED
)
SELECT DISTINCT product_id FROM concerned WHERE id NOT IN (SELECT id FROM free)
