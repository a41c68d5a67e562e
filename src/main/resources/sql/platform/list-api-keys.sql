SELECT k.id, k.name, k.role, k.connection_ids, k.created_at, k.expires_at, k.last_used_at, u.username AS created_by,
       count(*) OVER () AS total
FROM api_key k
JOIN app_user u ON u.id = k.user_id
WHERE k.account_id = :accountId AND (:id::bigint IS NULL OR k.id = :id)
ORDER BY k.id
LIMIT :limit OFFSET :offset
