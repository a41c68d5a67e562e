-- find-newest-dead-letter.sql: the last dead letter that a call closes. A replayed change may fail again and
-- get a newer one, which must not be replayed again.
SELECT coalesce(max(id), 0)
FROM dead_letter
WHERE account_id = :accountId AND state = 'open'
