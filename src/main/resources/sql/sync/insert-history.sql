-- insert-history.sql: one row per product, store and attempt; and one with their figures (merge-figures.sql), which so are of the same
-- attempts as the history, and cost no statement of their own.
WITH counted AS (
    INSERT INTO delivery_figure_part
        (account_id, connection_id, at, delivered, unchanged, retried, failed, calls, fields_sent, saved_unchanged, saved_images,
         saved_batched, delay_buckets, delay_counts)
    VALUES (:accountId, :connectionId, :now, :delivered, :unchanged, :retried, :failed, :calls, :fieldsSent, :savedUnchanged,
            :savedImages, :savedBatched, :delayBuckets::smallint[], :delayCounts::bigint[])
)
INSERT INTO sync_log (account_id, connection_id, product_id, woo_product_id, sku, operation, fields, outcome,
                      http_status, millis, error_code, error_message, attempt, batch_id, created_at)
SELECT :accountId, :connectionId, o.product_id, o.woo_product_id, o.sku, o.operation,
       CASE WHEN o.fields = '' THEN '{}' ELSE string_to_array(o.fields, ',') END, o.outcome,
       nullif(:httpStatus, 0), :millis, o.error_code, o.error_message, o.attempt, :batchId, :now
FROM unnest(:productIds::bigint[], :wooProductIds::bigint[], :skus::text[], :operations::text[], :fields::text[],
            :outcomes::text[], :errorCodes::text[], :errorMessages::text[], :attempts::int[])
     AS o(product_id, woo_product_id, sku, operation, fields, outcome, error_code, error_message, attempt)
