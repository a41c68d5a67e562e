-- lock-export-rows.sql: locks the rows that an export still waits for, before it is cancelled. So
-- cancel-export.sql sees the variants that were added while this statement waited for the lock, and none is
-- added later.
SELECT s.id
FROM woocommerce_product_sync s
JOIN export_item i ON i.connection_id = s.connection_id AND i.product_id = s.product_id
JOIN export_job j ON j.id = i.export_id
WHERE j.account_id = :accountId AND j.id = :id AND j.state = 'running' AND i.status = 'pending' AND s.lane = 'main'
ORDER BY s.id
FOR UPDATE OF s
