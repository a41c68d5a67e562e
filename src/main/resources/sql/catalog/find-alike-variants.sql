-- find-alike-variants.sql: for each variant its older sibling with the same values, because one of the two
-- could not be chosen in a shop. Only attributes that are choices count: all but some (:ignored), or some
-- only (:kept, null for all). Each family of variants is read once.
WITH families AS (
    SELECT DISTINCT parent_product_id AS id FROM product WHERE account_id = :accountId AND id = ANY (:ids)
),
chosen AS MATERIALIZED (
    SELECT v.id, v.sku, v.parent_product_id, v.name,
           (SELECT coalesce(jsonb_object_agg(e.key, e.value), '{}') -- without any value it is "any" in each choice
            FROM jsonb_each(v.attribute_values) e
            WHERE e.key <> ALL (:ignored) AND (:kept::text[] IS NULL OR e.key = ANY (:kept::text[]))) AS choices
    FROM product v
    JOIN families f ON f.id = v.parent_product_id
    WHERE v.account_id = :accountId AND v.deleted_at IS NULL
)
SELECT c.id, (array_agg(o.sku ORDER BY o.id))[1] AS sku
FROM chosen c
JOIN chosen o ON o.parent_product_id = c.parent_product_id AND o.choices = c.choices AND o.id < c.id
WHERE c.id = ANY (:ids)
GROUP BY c.id
