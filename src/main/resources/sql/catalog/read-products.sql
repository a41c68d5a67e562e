-- read-products.sql: whole products in one statement, whatever their number. Ids in arrays whose row has just been
-- deleted are left out by the joins. A > in the name of a category is escaped, as CategoryPath reads it.
WITH RECURSIVE wanted AS MATERIALIZED (
    SELECT * FROM product WHERE account_id = :accountId AND id = ANY (:ids)
),
ancestry AS (
    SELECT c.id, c.parent_id, regexp_replace(c.name, '(\\*)>', '\1\1\\>', 'g') AS path
    FROM category c
    WHERE c.id IN (SELECT unnest(category_ids) FROM wanted)
    UNION ALL
    SELECT a.id, c.parent_id, regexp_replace(c.name, '(\\*)>', '\1\1\\>', 'g') || ' > ' || a.path
    FROM ancestry a JOIN category c ON c.id = a.parent_id
),
paths AS (
    SELECT w.id, array_agg(a.path ORDER BY c.position) AS paths
    FROM wanted w
    CROSS JOIN unnest(w.category_ids) WITH ORDINALITY AS c (id, position)
    JOIN ancestry a ON a.id = c.id AND a.parent_id IS NULL
    GROUP BY w.id
)
SELECT w.id, w.account_id, w.sku, w.name, w.type, w.parent_product_id, w.status, w.description, w.short_description,
       w.price, w.sale_price, w.stock_quantity, w.weight, w.length, w.width, w.height, w.tags, w.family_id,
       w.created_at, w.updated_at, w.deleted_at,
       paths.paths AS categories,
       (SELECT jsonb_agg(jsonb_build_object('attributeId', a.id, 'name', a.name, 'type', a.type, 'value', v.value,
                                            'inherited', v.inherited)
                         ORDER BY lower(a.name))
        FROM (SELECT e.key::bigint AS attribute_id, e.value, false AS inherited
              FROM jsonb_each(w.attribute_values) e
              UNION ALL
              SELECT f.attribute_id, f.default_value, true
              FROM family_attribute f
              WHERE f.family_id = w.family_id
                AND f.default_value IS NOT NULL
                AND NOT w.attribute_values ?? f.attribute_id::text) v
        JOIN attribute a ON a.id = v.attribute_id) AS attributes,
       (SELECT jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'altText', a.alt_text,
                                            'mimeType', a.mime_type, 'token', a.token,
                                            'sourceUrl', a.source_url, 'sha256', a.sha256) ORDER BY i.position)
        FROM unnest(w.asset_ids) WITH ORDINALITY AS i (id, position)
        JOIN asset a ON a.id = i.id) AS assets,
       -- in what the variants of a variable product differ; aggregated here, as there may be thousands of them
       (SELECT jsonb_agg(jsonb_build_object('attributeId', o.id, 'name', o.name, 'type', o.type, 'values', o.values,
                                            'order', to_jsonb(o.options))
                         ORDER BY lower(o.name))
        FROM (SELECT a.id, a.name, a.type, a.options,
                     jsonb_agg(d.value ORDER BY array_position(a.options, d.value #>> '{}'),
                                                CASE WHEN a.type = 'text' THEN d.first_variant END, d.value) AS values
              FROM (SELECT e.key::bigint AS attribute_id, one.value, min(v.id) AS first_variant
                    FROM product v
                    CROSS JOIN jsonb_each(v.attribute_values) e
                    CROSS JOIN jsonb_array_elements(CASE jsonb_typeof(e.value) WHEN 'array' THEN e.value
                                                    ELSE jsonb_build_array(e.value) END) AS one (value)
                    WHERE w.type = 'variable' AND v.parent_product_id = w.id AND v.deleted_at IS NULL
                    GROUP BY e.key, one.value) d
              JOIN attribute a ON a.id = d.attribute_id
              GROUP BY a.id) o) AS options,
       of_variants.with_stock AS variants_with_stock, of_variants.without_stock AS variants_without_stock
FROM wanted w
LEFT JOIN LATERAL (
    SELECT bool_or(v.stock_quantity IS NOT NULL) AS with_stock, bool_or(v.stock_quantity IS NULL) AS without_stock
    FROM product v
    WHERE w.type = 'variable' AND v.parent_product_id = w.id AND v.deleted_at IS NULL
) of_variants ON true
LEFT JOIN paths ON paths.id = w.id
