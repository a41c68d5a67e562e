-- spread-recoveries.sql: products that took holders with them while they were composed alone do so for other stores as well: what
-- one store's row has learnt (rows :ids, just taken back) goes for all of the product that wait.
WITH lost AS (
    SELECT product_id, max(recoveries) AS recoveries
    FROM woocommerce_product_sync
    WHERE id = ANY (:ids::bigint[]) AND recoveries > 1 -- the first may have been in company
    GROUP BY product_id
),
waiting AS (
    SELECT s.id, lost.recoveries
    FROM woocommerce_product_sync s
    JOIN lost ON s.product_id = lost.product_id
    WHERE s.product_id = ANY (ARRAY(SELECT product_id FROM lost))
      AND s.recoveries < lost.recoveries AND s.wanted > s.synced AND s.lease_token IS NULL
    ORDER BY s.id
    FOR UPDATE OF s SKIP LOCKED
)
UPDATE woocommerce_product_sync s
SET recoveries = waiting.recoveries,
    batch_limit = 1
FROM waiting
WHERE s.id = waiting.id
