-- delay-action.sql: the next step has failed, and is tried again later.
UPDATE action_job
SET tries = :tries, due_at = :dueAt
WHERE account_id = :accountId AND id = :id AND state IN ('running', 'cancelling')
