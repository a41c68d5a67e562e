-- open-dead-letters.sql: one open dead letter per product and store; a further refusal replaces its content.
INSERT INTO dead_letter (account_id, connection_id, product_id, lane, sku, code, message, operation, http_status, sent,
                         answered, attempts, batch_id, created_at)
SELECT :accountId, :connectionId, o.product_id, o.lane, o.sku, o.code, o.message, o.operation, nullif(:httpStatus, 0),
       o.sent::jsonb, o.answered, o.attempts, :batchId, :now
FROM unnest(:productIds::bigint[], :lanes::text[], :skus::text[], :codes::text[], :messages::text[], :operations::text[],
            :sent::text[], :answered::text[], :attempts::int[])
     AS o(product_id, lane, sku, code, message, operation, sent, answered, attempts)
ON CONFLICT (connection_id, product_id, lane) WHERE state = 'open'
DO UPDATE SET sku = excluded.sku, code = excluded.code, message = excluded.message, operation = excluded.operation,
              http_status = excluded.http_status, sent = excluded.sent, answered = excluded.answered,
              attempts = excluded.attempts, batch_id = excluded.batch_id, created_at = excluded.created_at
