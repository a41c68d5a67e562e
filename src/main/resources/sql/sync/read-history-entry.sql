-- read-history-entry.sql: one attempt with the dead letter that it left, if it did. An open one and a closed one are found by
-- different indexes.
SELECT l.id, l.connection_id, l.product_id, l.woo_product_id, l.sku, l.operation, l.fields, l.outcome, l.http_status, l.millis,
       l.error_code, l.error_message, l.attempt, l.batch_id, l.created_at,
       coalesce(
           (SELECT max(d.id) FROM dead_letter d
            WHERE d.account_id = :accountId AND d.connection_id = l.connection_id AND d.product_id = l.product_id
              AND d.batch_id = l.batch_id AND d.state = 'open'),
           (SELECT max(d.id) FROM dead_letter d
            WHERE d.account_id = :accountId AND d.connection_id = l.connection_id AND d.product_id = l.product_id
              AND d.batch_id = l.batch_id AND d.closed_at IS NOT NULL)) AS dead_letter_id
FROM sync_log l
WHERE l.account_id = :accountId AND l.id = :id AND (:only::bigint[] IS NULL OR l.connection_id = ANY (:only::bigint[]))
