UPDATE key_rotation
SET key_id = :keyId,
    total  = (SELECT count(*) FROM connection WHERE key_id <> :keyId)
WHERE id = :id
