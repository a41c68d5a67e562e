-- lock-due-action.sql: the action whose next step is due first. The step is carried out in the transaction that holds this lock: another
-- process takes another action meanwhile, and the same step if this process ends before the commit.
SELECT id, account_id, action, filter, connection_ids, who, state, products, total, collected, last_product, portion, store, done, failed, tries
FROM action_job
WHERE state IN ('running', 'cancelling') AND due_at <= :now
ORDER BY due_at
LIMIT 1
FOR UPDATE SKIP LOCKED
