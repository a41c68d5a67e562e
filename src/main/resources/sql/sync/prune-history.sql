DELETE FROM sync_log
WHERE id = ANY (ARRAY(SELECT id FROM sync_log WHERE created_at < :#before ORDER BY created_at LIMIT 5000))
