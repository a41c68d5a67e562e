-- list-newest-attempts.sql: the newest attempts of a product in each of some stores. Looked for among its newest thousand.
SELECT id, at, connection_id, product_id, sku, operation, fields, outcome, http_status, millis, error_code, error_message, attempt
FROM (
    SELECT newest.*, row_number() OVER (PARTITION BY connection_id ORDER BY id DESC) AS number
    FROM (
        SELECT id, created_at AS at, connection_id, product_id, sku, operation, fields, outcome, http_status, millis, error_code,
               error_message, attempt
        FROM sync_log
        WHERE account_id = :accountId AND product_id = :productId
        ORDER BY id DESC
        LIMIT 1000) AS newest) AS numbered
WHERE number <= :each AND connection_id = ANY (:stores::bigint[])
ORDER BY id DESC
