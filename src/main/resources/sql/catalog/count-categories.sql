SELECT count(*) FROM category WHERE account_id = :accountId
