UPDATE category
SET name = :name, parent_id = :parentId, updated_at = now()
WHERE account_id = :accountId AND id = :id
