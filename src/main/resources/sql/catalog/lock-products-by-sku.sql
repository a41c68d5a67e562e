-- lock-products-by-sku.sql: those of the asked SKUs that exist, in the same order for everyone. With the array the planner takes the
-- index of SKUs before the first ANALYZE too, once there are some thousand products; it plans each time (ProductRowReader).
SELECT s.sku AS asked, to_jsonb(p)::text AS product
FROM product p
JOIN unnest(:skus::text[]) AS s (sku) ON lower(s.sku) = lower(p.sku)
WHERE p.account_id = :accountId
  AND p.deleted_at IS NULL
  AND lower(p.sku) = ANY (ARRAY(SELECT lower(a.sku) FROM unnest(:skus::text[]) AS a (sku)))
ORDER BY p.id
FOR UPDATE OF p
