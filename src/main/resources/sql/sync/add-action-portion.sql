INSERT INTO action_portion (job_id, no, product_ids)
SELECT j.id, (SELECT coalesce(max(o.no) + 1, 0) FROM action_portion o WHERE o.job_id = j.id), :ids::bigint[]
FROM action_job j
WHERE j.account_id = :accountId AND j.id = :id
