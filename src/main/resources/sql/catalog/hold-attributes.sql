-- hold-attributes.sql: attributes by id, by name, and of families; held against deletion until the transaction ends.
SELECT id, name, type, options
FROM attribute
WHERE account_id = :accountId
  AND (id = ANY (:ids)
    OR lower(name) IN (SELECT lower(n) FROM unnest(:names::text[]) n)
    OR id IN (SELECT attribute_id FROM family_attribute WHERE family_id = ANY (:families)))
ORDER BY id
FOR KEY SHARE
