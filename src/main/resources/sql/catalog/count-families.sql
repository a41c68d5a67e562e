SELECT count(*) FROM family WHERE account_id = :accountId
