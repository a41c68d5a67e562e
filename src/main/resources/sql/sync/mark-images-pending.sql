-- mark-images-pending.sql: marks the images of products that were just delivered pending in their own lane. A
-- product without images has nothing pending, unless it had some. If a store has lost a product, or the
-- product was found under another id, what the store acknowledged of its images no longer holds. If the
-- images are those of the last time (not :certain), that says nothing about their own lane: it reads the
-- newest state when it is sent, perhaps another one in between, which it has sent or is sending.
INSERT INTO woocommerce_product_sync AS s
    (account_id, connection_id, product_id, parent_product_id, main_id, lane, sku, due_at, behind_since,
     urgency, last_modified_fields, created_at, updated_at)
SELECT m.account_id, m.connection_id, m.product_id, m.parent_product_id, m.id, 'images', m.sku, :now, :now, m.urgency, '{assets}', :now, :now
FROM unnest(:ids::bigint[], :hasImages::boolean[], :certain::boolean[], :hashes::text[]) AS o(id, has_images, certain, hash)
JOIN woocommerce_product_sync m ON m.id = o.id
LEFT JOIN woocommerce_product_sync i ON i.main_id = m.id
WHERE (o.has_images OR i.id IS NOT NULL)
  AND (o.certain OR i.wanted > i.synced OR i.error_code IS NULL AND i.field_hashes ->> 'images' IS DISTINCT FROM o.hash)
ORDER BY m.id
ON CONFLICT (connection_id, product_id, lane) DO UPDATE
    SET wanted = s.wanted + 1,
        due_at = CASE WHEN s.wanted > s.synced THEN s.due_at ELSE :now END,
        behind_since = CASE WHEN s.wanted > s.synced THEN s.behind_since ELSE :now END,
        urgency = CASE WHEN s.wanted > s.synced THEN least(s.urgency, excluded.urgency) ELSE excluded.urgency END,
        forget = CASE WHEN s.main_id = ANY (:freshIds::bigint[]) THEN 'all' ELSE s.forget END,
        sku = excluded.sku,
        updated_at = :now
