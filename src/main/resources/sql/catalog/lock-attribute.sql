SELECT id FROM attribute WHERE account_id = :accountId AND id = :id FOR UPDATE
