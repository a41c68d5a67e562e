SELECT count(*) FROM app_user WHERE account_id = :accountId
