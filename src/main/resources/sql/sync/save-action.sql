-- save-action.sql: how far an action is, in the transaction of its step.
UPDATE action_job
SET products = :products, total = :total, collected = :collected, last_product = :lastProduct, portion = :portion, store = :store,
    done = :done, failed = :failed, tries = 0, due_at = :dueAt,
    changed_at = CASE WHEN (products, collected, portion, store, done) IS DISTINCT FROM (:products, :collected, :portion, :store, :done)
                      THEN :now::timestamptz ELSE changed_at END
WHERE account_id = :accountId AND id = :id
