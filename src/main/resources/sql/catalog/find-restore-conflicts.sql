-- find-restore-conflicts.sql: products that hold a SKU of one that restore-product would restore.
SELECT holder.sku, holder.id
FROM product chosen
JOIN product p ON (p.id = chosen.id OR p.parent_product_id = chosen.id) AND p.deleted_at = chosen.deleted_at
JOIN product holder
  ON holder.account_id = p.account_id AND lower(holder.sku) = lower(p.sku) AND holder.deleted_at IS NULL
WHERE chosen.account_id = :accountId AND chosen.id = :id
ORDER BY holder.id
LIMIT 1
