-- The rotation that was started last.
SELECT id, key_id, upper(state COLLATE "C") AS state, total, done, failed, after_id, started_at, finished_at
FROM key_rotation
ORDER BY id DESC
LIMIT 1
