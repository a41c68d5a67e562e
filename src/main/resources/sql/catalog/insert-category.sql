INSERT INTO category (account_id, parent_id, name) VALUES (:accountId, :parentId, :name) RETURNING id
