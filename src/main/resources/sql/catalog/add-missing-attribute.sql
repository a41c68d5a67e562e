-- add-missing-attribute.sql: an attribute that a file of another program names; one that exists is left as it is.
INSERT INTO attribute (account_id, name, type, options)
VALUES (:accountId, :name, 'text', '{}')
ON CONFLICT DO NOTHING
