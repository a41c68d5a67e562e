SELECT count(*) FROM action_job WHERE account_id = :accountId AND state IN ('running', 'cancelling')
