-- lock-products-by-sku.sql: those of the asked SKUs that exist, in the same order for everyone.
SELECT s.sku AS asked, to_jsonb(p)::text AS product
FROM unnest(:skus::text[]) AS s (sku)
JOIN product p ON p.account_id = :accountId AND lower(p.sku) = lower(s.sku) AND p.deleted_at IS NULL
ORDER BY p.id
FOR UPDATE OF p
