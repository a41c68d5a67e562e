-- sample-linked-products.sql: products of a store from all over its range of ids, a few after each of some evenly spread points: what
-- is true of them is about true of all, and no more than these are looked through.
WITH ends AS (
    SELECT (SELECT s.product_id FROM woocommerce_product_sync s
            WHERE s.account_id = :accountId AND s.connection_id = :connectionId AND s.lane = 'main' ORDER BY s.product_id LIMIT 1) AS first,
           (SELECT s.product_id FROM woocommerce_product_sync s
            WHERE s.account_id = :accountId AND s.connection_id = :connectionId AND s.lane = 'main' ORDER BY s.product_id DESC LIMIT 1) AS last
)
SELECT DISTINCT sampled.product_id
FROM ends
CROSS JOIN generate_series(0, :points::int - 1) AS point (no)
CROSS JOIN LATERAL (
    SELECT s.product_id
    FROM woocommerce_product_sync s
    WHERE s.account_id = :accountId AND s.connection_id = :connectionId AND s.lane = 'main'
      AND s.product_id >= ends.first + (ends.last - ends.first) * point.no / :points::int
    ORDER BY s.product_id
    LIMIT :each) AS sampled
ORDER BY sampled.product_id
