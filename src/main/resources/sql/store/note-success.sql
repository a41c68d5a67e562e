-- This runs after every successful call, so it writes only if something changes; otherwise each call would
-- rewrite the row.
UPDATE connection
SET consecutive_failures = 0,
    last_success_at      = :now
WHERE id = :id
  AND (consecutive_failures > 0 OR last_success_at IS NULL OR last_success_at < :staleBefore)
