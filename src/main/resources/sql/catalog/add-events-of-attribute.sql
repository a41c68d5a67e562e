-- add-events-of-attribute.sql: an event for every product that shows the attribute, by a value or a family's default.
WITH concerned AS (
    UPDATE product p
    SET updated_at = now()
    WHERE account_id = :accountId
      AND deleted_at IS NULL
      AND (attribute_values ?? :id::text
        OR EXISTS (SELECT 1
                   FROM family_attribute f
                   WHERE f.family_id = p.family_id AND f.attribute_id = :id AND f.default_value IS NOT NULL))
    RETURNING id
)
INSERT INTO product_event (account_id, product_id, kind, changed_fields, bulk)
SELECT :accountId, id, 'attributes_updated', :fields, true FROM concerned
