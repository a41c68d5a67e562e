UPDATE action_job
SET state = 'cancelling', due_at = :now, changed_at = :now
WHERE account_id = :accountId AND id = :id AND state = 'running'
