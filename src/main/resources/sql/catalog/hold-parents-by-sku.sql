-- hold-parents-by-sku.sql: the products that variants of an upload name as their parents; locked against a
-- change of type until the transaction ends. The array keeps the planner on the index, as in
-- lock-products-by-sku.sql.
SELECT p.sku, p.id, p.type, p.name, p.family_id
FROM product p
WHERE p.account_id = :accountId
  AND p.deleted_at IS NULL
  AND lower(p.sku) = ANY (ARRAY(SELECT lower(a.sku) FROM unnest(:skus::text[]) AS a (sku)))
ORDER BY p.id
FOR KEY SHARE OF p
