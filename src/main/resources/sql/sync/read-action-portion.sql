SELECT unnest(p.product_ids)
FROM action_job j
JOIN action_portion p ON p.job_id = j.id
WHERE j.account_id = :accountId AND j.id = :id AND p.no = :no
