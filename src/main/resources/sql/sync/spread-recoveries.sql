-- spread-recoveries.sql: products that took holders with them while they were composed alone do so for other stores as well: their
-- rows that wait (not those that a holder has) go alone, and are as suspect as that one (rows :ids, just taken back). Which of
-- them is given up first tells the others, see claim-due-rows.
WITH suspect AS (
    SELECT DISTINCT product_id
    FROM woocommerce_product_sync
    WHERE id = ANY (:ids::bigint[]) AND recoveries > 1 -- the first may have been in company
),
waiting AS (
    SELECT id
    FROM woocommerce_product_sync
    WHERE product_id = ANY (ARRAY(SELECT product_id FROM suspect))
      AND recoveries < 2 AND wanted > synced AND lease_token IS NULL
    ORDER BY id
    FOR UPDATE SKIP LOCKED
)
UPDATE woocommerce_product_sync s
SET recoveries = 2,
    batch_limit = 1
FROM waiting
WHERE s.id = waiting.id
