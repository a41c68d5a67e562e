INSERT INTO family (account_id, name) VALUES (:accountId, :name) RETURNING id
