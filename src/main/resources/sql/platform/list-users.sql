SELECT id, username, role, enabled, created_at, last_sign_in_at, count(*) OVER () AS total
FROM app_user
WHERE account_id = :accountId
ORDER BY id
LIMIT :limit OFFSET :offset
