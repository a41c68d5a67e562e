-- note-sent-skus.sql: the holder of a claim is about to create products under other SKUs than their rows
-- have. If the call gets no answer, the products are searched for by these. A trigger keeps the rows' former
-- SKUs if they may have been sent.
WITH mine AS (
    SELECT s.id, o.sku
    FROM woocommerce_product_sync s
    JOIN unnest(:ids::bigint[], :skus::text[]) AS o(id, sku) ON o.id = s.id
    WHERE s.id = ANY (:ids::bigint[]) AND s.lease_token = :token
    ORDER BY s.id
    FOR UPDATE OF s
)
UPDATE woocommerce_product_sync s SET sku = mine.sku FROM mine WHERE s.id = mine.id
