-- find-newest-dead-letter.sql: where closing many ends: what is replayed may fail again, and must not be replayed again.
SELECT coalesce(max(id), 0)
FROM dead_letter
WHERE account_id = :accountId AND state = 'open'
