-- list-products.sql: ids of one page; the program puts one of its own column lists in the place of ${order}.
SELECT id
FROM product
WHERE account_id = :accountId
  AND (deleted_at IS NOT NULL) = :deleted
  AND (:search::text IS NULL OR sku ILIKE :search ESCAPE '\' OR name ILIKE :search ESCAPE '\')
  AND (:status::text IS NULL OR status = :status)
  AND (:familyId::bigint IS NULL OR family_id = :familyId)
  AND (:categoryIds::bigint[] IS NULL OR category_ids && :categoryIds::bigint[])
  AND (:parentId::bigint IS NULL OR parent_product_id = :parentId)
ORDER BY ${order}, id
LIMIT :limit OFFSET :offset
