INSERT INTO app_user (account_id, username, password_hash, role, created_at)
VALUES (:accountId, :username, :passwordHash, :role, :now)
RETURNING id
