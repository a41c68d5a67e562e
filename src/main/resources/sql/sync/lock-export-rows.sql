-- lock-export-rows.sql: of what an export still waits for. Before it is cancelled: so that statement sees the variants that came
-- while it waited for the lock, and none comes later.
SELECT s.id
FROM woocommerce_product_sync s
JOIN export_item i ON i.connection_id = s.connection_id AND i.product_id = s.product_id
JOIN export_job j ON j.id = i.export_id
WHERE j.account_id = :accountId AND j.id = :id AND j.state = 'running' AND i.status = 'pending' AND s.lane = 'main'
ORDER BY s.id
FOR UPDATE OF s
