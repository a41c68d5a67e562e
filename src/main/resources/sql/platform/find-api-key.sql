-- find-api-key.sql: read for each request, so that a revoked key ends at once on all nodes, and a key of a
-- disabled user is refused.
SELECT k.id, k.account_id, k.user_id, k.name, k.role, k.hash, k.connection_ids, k.expires_at, u.role AS user_role
FROM api_key k
JOIN app_user u ON u.id = k.user_id
WHERE k.id = :id AND u.enabled
