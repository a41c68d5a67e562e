-- Until a store is sent a category's new name or place, it has the category where it lay before. What it answers there is not the
-- category that the catalogue has there now. Rows that wait for their change while this migration runs do not know their old place.
ALTER TABLE store_term
    ADD COLUMN lies_below  bigint, -- the parent that it still has in the store; null if nothing is pending
    ADD COLUMN lies_as     text,   -- the key of its name there
    ADD COLUMN moved_names text[]; -- as moved_to, by names
CREATE INDEX store_term_lies ON store_term (connection_id, lies_below, lies_as) WHERE lies_as IS NOT NULL;
