SELECT i.product_id, i.connection_id, i.status, i.woo_product_id, i.message, array_to_string(i.fields, ',') AS fields,
       s.last_exported_at
FROM export_item i
LEFT JOIN woocommerce_product_sync s ON s.connection_id = i.connection_id AND s.product_id = i.product_id AND s.lane = 'main'
WHERE i.export_id = :id
ORDER BY i.product_id
