-- What a shop says to those who do not see an image; without it, the asset's name.
ALTER TABLE asset ADD COLUMN alt_text text;

-- When the header was last tried in a store whose key goes in the query: it is tried again a day later.
ALTER TABLE connection ADD COLUMN header_tried_at timestamptz;

-- How urgent a row was before it failed by a fault of its own, which makes it the least urgent: interactive changes become dead letters
-- sooner than bulk.
ALTER TABLE woocommerce_product_sync ADD COLUMN failed_urgency smallint;
