SELECT count(*) FROM attribute WHERE account_id = :accountId
