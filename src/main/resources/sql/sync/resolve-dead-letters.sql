-- resolve-dead-letters.sql: a later delivery of the product, or of its images, succeeded.
UPDATE dead_letter d
SET state = 'resolved', closed_at = :now
FROM unnest(:productIds::bigint[], :lanes::text[]) AS o(product_id, lane)
WHERE d.connection_id = :connectionId AND d.product_id = o.product_id AND d.lane = o.lane AND d.state = 'open'
