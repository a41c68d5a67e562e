-- list-families.sql: one page by name, or the one with an id.
SELECT f.id, f.name, f.created_at, f.updated_at,
       (SELECT jsonb_agg(jsonb_build_object('attributeId', a.id, 'name', a.name, 'type', a.type,
                                            'isRequired', m.is_required, 'defaultValue', m.default_value)
                         ORDER BY m.position)
        FROM family_attribute m JOIN attribute a ON a.id = m.attribute_id
        WHERE m.family_id = f.id) AS attributes
FROM family f
WHERE account_id = :accountId AND (:id::bigint IS NULL OR f.id = :id)
ORDER BY lower(f.name)
LIMIT :limit OFFSET :offset
