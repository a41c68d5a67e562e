-- finish-export-items.sql: writes the results of products into their running exports; returns these exports.
WITH finished AS (
    UPDATE export_item i
    SET status = o.status, woo_product_id = o.woo_product_id, message = o.message,
        fields = CASE WHEN o.fields = '' THEN '{}' ELSE string_to_array(o.fields, ',') END, finished_at = :now
    FROM unnest(:productIds::bigint[], :wanted::bigint[], :statuses::text[], :wooProductIds::bigint[],
                :messages::text[], :fields::text[])
         AS o(product_id, wanted, status, woo_product_id, message, fields)
    WHERE i.connection_id = :connectionId AND i.product_id = o.product_id AND i.status = 'pending' AND i.target <= o.wanted
    RETURNING i.export_id
)
SELECT DISTINCT export_id FROM finished
