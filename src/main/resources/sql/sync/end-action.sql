UPDATE action_job
SET state = :state, finished_at = :now, changed_at = :now
WHERE account_id = :accountId AND id = :id AND state IN ('running', 'cancelling')
