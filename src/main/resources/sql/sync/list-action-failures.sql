-- list-action-failures.sql: some of the products that a store refused, or that could not be sent.
SELECT i.product_id, p.sku, p.name, i.connection_id, c.store_name, i.message
FROM export_job x
JOIN export_item i ON i.export_id = x.id AND i.status = 'error'
JOIN connection c ON c.id = x.connection_id
LEFT JOIN product p ON p.id = i.product_id AND p.account_id = :accountId
WHERE x.account_id = :accountId AND x.action_id = :id
ORDER BY i.export_id, i.product_id
LIMIT :limit
