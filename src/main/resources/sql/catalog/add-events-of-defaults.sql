-- add-events-of-defaults.sql: an event for every product that shows one of these defaults, not a value of its own.
WITH concerned AS (
    SELECT p.id, array_agg('attribute:' || a.name ORDER BY a.name) AS names
    FROM product p
    JOIN attribute a ON a.id = ANY (:attributes) AND NOT p.attribute_values ?? a.id::text
    WHERE p.account_id = :accountId AND p.family_id = :id AND p.deleted_at IS NULL
    GROUP BY p.id
),
touched AS (
    UPDATE product p SET updated_at = now() FROM concerned c WHERE p.id = c.id AND p.deleted_at IS NULL
    RETURNING p.id
)
INSERT INTO product_event (account_id, product_id, kind, changed_fields, bulk)
SELECT :accountId, c.id, 'attributes_updated', ARRAY['attributes'] || c.names, true
FROM concerned c JOIN touched USING (id)
