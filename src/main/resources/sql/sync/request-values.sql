-- request-values.sql: these products have a SKU or GTIN in the store that another product is to get. They are
-- marked pending, and release it first. A row that is pending already keeps its due time, because its call
-- may still run in the store.
WITH asked AS (
    SELECT id, array_agg(DISTINCT field) AS fields
    FROM unnest(:ids::bigint[], :fields::text[]) AS a(id, field)
    GROUP BY id
),
mine AS (
    SELECT s.id, a.fields
    FROM woocommerce_product_sync s
    JOIN asked a ON a.id = s.id
    WHERE s.id = ANY (:ids::bigint[]) AND s.intent = 'upsert' AND s.woo_product_id IS NOT NULL
    ORDER BY s.id
    FOR UPDATE OF s
)
UPDATE woocommerce_product_sync s
SET wanted = s.wanted + 1,
    gives_up = mine.fields,
    behind_since = coalesce(s.behind_since, :now),
    due_at = CASE WHEN s.wanted > s.synced AND s.error_code IS DISTINCT FROM 'waits_for_product' THEN s.due_at ELSE :now END,
    urgency = 0,
    updated_at = :now
FROM mine
WHERE s.id = mine.id
