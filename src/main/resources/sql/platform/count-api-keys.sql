SELECT count(*) FROM api_key WHERE account_id = :accountId
