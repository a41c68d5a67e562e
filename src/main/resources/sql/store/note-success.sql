-- Every successful call comes here: write only when there is news, or a store would rewrite its row all the time.
UPDATE connection
SET consecutive_failures = 0,
    last_success_at      = :now
WHERE id = :id
  AND (consecutive_failures > 0 OR last_success_at IS NULL OR last_success_at < :staleBefore)
