-- remove-family-from-products.sql: the events name the defaults that products no longer show.
WITH concerned AS (
    UPDATE product p
    SET family_id = NULL, updated_at = now()
    WHERE account_id = :accountId AND family_id = :id
    RETURNING id, deleted_at, attribute_values
),
lost AS (
    SELECT c.id, array_agg('attribute:' || a.name ORDER BY a.name) AS names
    FROM concerned c
    JOIN family_attribute f ON f.family_id = :id AND f.default_value IS NOT NULL
    JOIN attribute a ON a.id = f.attribute_id AND NOT c.attribute_values ?? a.id::text
    GROUP BY c.id
)
INSERT INTO product_event (account_id, product_id, kind, changed_fields, bulk)
SELECT :accountId, c.id, 'updated', CASE WHEN lost.names IS NULL THEN ARRAY['familyId'] ELSE ARRAY['familyId', 'attributes'] || lost.names END,
       true
FROM concerned c LEFT JOIN lost USING (id)
WHERE c.deleted_at IS NULL
