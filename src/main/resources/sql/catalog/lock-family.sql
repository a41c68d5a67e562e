SELECT id FROM family WHERE account_id = :accountId AND id = :id FOR UPDATE
