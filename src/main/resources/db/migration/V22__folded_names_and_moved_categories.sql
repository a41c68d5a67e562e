-- How a store's database compares the names of options is said in one place, AlikeNames, and kept here as it says. Rows from before are
-- filled, a portion at a time, when options of their attribute are next compared with others (AlikeOptions).
ALTER TABLE store_term DROP COLUMN folded;
ALTER TABLE store_term
    ADD COLUMN folded   text,
    ADD COLUMN moved_to text[]; -- of a category: its path in the catalogue, by keys, as the store does not have what it lies below there
CREATE INDEX store_term_folded ON store_term (folded, connection_id, parent_woo_id) WHERE kind = 'option' AND folded IS NOT NULL;
CREATE INDEX store_term_not_folded ON store_term (connection_id, parent_woo_id) WHERE kind = 'option' AND folded IS NULL;
CREATE INDEX store_term_moved ON store_term (connection_id) WHERE moved_to IS NOT NULL;
