-- The rotation that is under way, unless another process is working on it now.
SELECT id, key_id, upper(state COLLATE "C") AS state, total, done, failed, after_id, started_at, finished_at
FROM key_rotation
WHERE state = 'running'
FOR UPDATE SKIP LOCKED
