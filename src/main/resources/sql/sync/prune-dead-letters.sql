-- prune-dead-letters.sql: open ones are never deleted.
DELETE FROM dead_letter
WHERE id = ANY (ARRAY(SELECT id FROM dead_letter WHERE state <> 'open' AND closed_at < :#before LIMIT 5000))
