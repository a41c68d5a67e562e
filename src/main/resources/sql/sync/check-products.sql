-- check-products.sql: those of some products that exist and that a filter of the catalogue finds, as match-products.sql does.
SELECT t.id
FROM product t
WHERE t.account_id = :accountId AND t.id = ANY (:ids::bigint[]) AND t.deleted_at IS NULL AND t.parent_product_id IS NULL
  AND (:familyId::bigint IS NULL OR t.family_id = :familyId)
  AND (:categoryIds::bigint[] IS NULL OR t.category_ids && :categoryIds::bigint[])
  AND (NOT :deep
       OR (:words::text IS NULL OR product_words(t.name, t.sku, t.attribute_values) @@ lower(:words)::tsquery)
          AND (:changedSince::timestamptz IS NULL OR t.updated_at >= :changedSince::timestamptz)
       OR (SELECT true
           FROM product v
           WHERE v.parent_product_id = t.id AND v.deleted_at IS NULL
             AND (:words::text IS NULL OR product_words(v.name, v.sku, v.attribute_values) @@ lower(:words)::tsquery)
             AND (:changedSince::timestamptz IS NULL OR v.updated_at >= :changedSince::timestamptz)
           LIMIT 1) IS TRUE)
ORDER BY t.id
