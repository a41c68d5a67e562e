-- match-products.sql: the products that a filter of the catalogue finds, a variant as its variable product, whose family and
-- categories count. It stops after :most rows, in no order: the caller walks through the products when there are that many.
WITH found AS MATERIALIZED (
    SELECT coalesce(p.parent_product_id, p.id) AS id
    FROM product p
    WHERE p.account_id = :accountId AND p.deleted_at IS NULL
      AND (:deep OR p.parent_product_id IS NULL)
      AND (:words::text IS NULL OR product_words(p.name, p.sku, p.attribute_values) @@ lower(:words)::tsquery)
      AND (:changedSince::timestamptz IS NULL OR p.updated_at >= :changedSince::timestamptz)
      AND (:deep OR :familyId::bigint IS NULL OR p.family_id = :familyId)
      AND (:deep OR :categoryIds::bigint[] IS NULL OR p.category_ids && :categoryIds::bigint[])
      AND (NOT :deep
           OR p.parent_product_id IS NULL AND :familyId::bigint IS NULL AND :categoryIds::bigint[] IS NULL
           OR (SELECT t.deleted_at IS NULL
                      AND (:familyId::bigint IS NULL OR t.family_id = :familyId)
                      AND (:categoryIds::bigint[] IS NULL OR t.category_ids && :categoryIds::bigint[])
               FROM product t
               WHERE t.account_id = :accountId AND t.id = coalesce(p.parent_product_id, p.id)))
    LIMIT :most
)
SELECT DISTINCT id, (SELECT count(*) FROM found) AS looked_at FROM found ORDER BY id
