INSERT INTO api_key (id, account_id, user_id, name, role, hash, connection_ids, created_at, expires_at)
OVERRIDING SYSTEM VALUE
VALUES (:id, :accountId, :userId, :name, :role, :hash, :connectionIds, :now, :expiresAt)
