-- remove-attribute-from-products.sql: removes the values, from deleted products too, and writes an event for
-- each product that is not deleted.
WITH concerned AS (
    UPDATE product p
    SET attribute_values = attribute_values - :id::text, updated_at = now()
    WHERE account_id = :accountId
      AND (attribute_values ?? :id::text
        OR EXISTS (SELECT 1
                   FROM family_attribute f
                   WHERE f.family_id = p.family_id AND f.attribute_id = :id AND f.default_value IS NOT NULL))
    RETURNING id, deleted_at
)
INSERT INTO product_event (account_id, product_id, kind, changed_fields)
SELECT :accountId, id, 'attributes_updated', :fields FROM concerned WHERE deleted_at IS NULL
