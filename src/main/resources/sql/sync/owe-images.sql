-- owe-images.sql: hands the images of products that were just delivered over to their own lane. Of a product without
-- images nothing is owed, unless it had some. What a store acknowledged of the images of a product that it has lost, or
-- that was found under another id, is not true any more.
INSERT INTO woocommerce_product_sync AS s
    (account_id, connection_id, product_id, parent_product_id, main_id, lane, sku, due_at, behind_since,
     urgency, last_modified_fields, created_at, updated_at)
SELECT m.account_id, m.connection_id, m.product_id, m.parent_product_id, m.id, 'images', m.sku, :now, :now, m.urgency, '{assets}', :now, :now
FROM unnest(:ids::bigint[], :hasImages::boolean[]) AS o(id, has_images)
JOIN woocommerce_product_sync m ON m.id = o.id
WHERE o.has_images OR EXISTS (SELECT 1 FROM woocommerce_product_sync i WHERE i.main_id = o.id)
ORDER BY m.id
ON CONFLICT (connection_id, product_id, lane) DO UPDATE
    SET wanted = s.wanted + 1,
        due_at = CASE WHEN s.wanted > s.synced THEN s.due_at ELSE :now END,
        behind_since = CASE WHEN s.wanted > s.synced THEN s.behind_since ELSE :now END,
        urgency = CASE WHEN s.wanted > s.synced THEN least(s.urgency, excluded.urgency) ELSE excluded.urgency END,
        forget = CASE WHEN s.main_id = ANY (:freshIds::bigint[]) THEN 'all' ELSE s.forget END,
        sku = excluded.sku,
        updated_at = :now
