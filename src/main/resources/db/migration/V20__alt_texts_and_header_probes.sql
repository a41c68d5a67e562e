-- What a shop says to those who do not see an image; without it, the asset's name.
ALTER TABLE asset ADD COLUMN alt_text text;

-- When the header was last tried in a store whose key goes in the query: it is tried again a day later.
ALTER TABLE connection ADD COLUMN header_tried_at timestamptz;
