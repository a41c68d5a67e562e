-- spread-recoveries.sql: products that ended their holders while they were composed alone may do so for other
-- stores as well. Their pending rows (not those that a holder has) are sent alone, with the same count as the
-- rows :ids, which were just taken back. When one of them is dead-lettered, the others follow, see
-- claim-due-rows.
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
