INSERT INTO attribute (account_id, name, type, options)
VALUES (:accountId, :name, :type, :options)
RETURNING id
