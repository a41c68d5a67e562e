SELECT password_hash
FROM app_user
WHERE account_id = :accountId AND id = :id
