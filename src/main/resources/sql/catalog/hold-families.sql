-- hold-families.sql: families with their attributes; a family without attributes is one row. Held against changes.
SELECT f.id, a.attribute_id, a.is_required, a.default_value::text AS default_value
FROM family f
LEFT JOIN family_attribute a ON a.family_id = f.id
WHERE f.account_id = :accountId AND f.id = ANY (:ids)
ORDER BY f.id, a.position
FOR KEY SHARE OF f
