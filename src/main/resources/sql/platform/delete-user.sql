-- delete-user.sql: the keys that the user made go as well.
DELETE FROM app_user
WHERE account_id = :accountId AND id = :id
