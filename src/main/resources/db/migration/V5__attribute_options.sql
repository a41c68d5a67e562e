-- Options of global attributes are terms like categories and tags: made once, and never by two at a time. parent_woo_id is the
-- store's id of their attribute.
ALTER TABLE store_term
    DROP CONSTRAINT store_term_kind_check,
    ADD CONSTRAINT store_term_kind_check CHECK (kind IN ('category', 'tag', 'brand', 'attribute', 'option'));
