-- insert-history.sql: one row per product, store and attempt.
INSERT INTO sync_log (account_id, connection_id, product_id, woo_product_id, sku, operation, fields, outcome,
                      http_status, millis, error_code, error_message, attempt, batch_id, created_at)
SELECT :accountId, :connectionId, o.product_id, o.woo_product_id, o.sku, o.operation,
       CASE WHEN o.fields = '' THEN '{}' ELSE string_to_array(o.fields, ',') END, o.outcome,
       nullif(:httpStatus, 0), :millis, o.error_code, o.error_message, o.attempt, :batchId, :now
FROM unnest(:productIds::bigint[], :wooProductIds::bigint[], :skus::text[], :operations::text[], :fields::text[],
            :outcomes::text[], :errorCodes::text[], :errorMessages::text[], :attempts::int[])
     AS o(product_id, woo_product_id, sku, operation, fields, outcome, error_code, error_message, attempt)
