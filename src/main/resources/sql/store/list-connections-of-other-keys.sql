SELECT id FROM connection WHERE key_id <> :keyId ORDER BY id
