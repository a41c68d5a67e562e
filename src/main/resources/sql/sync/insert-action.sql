INSERT INTO action_job (id, account_id, action, filter, connection_ids, who, due_at, created_at, changed_at)
VALUES (:id, :accountId, :action, :filter, :connectionIds::bigint[], :who, :now, :now, :now)
