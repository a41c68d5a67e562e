-- The place of an option among the values of its attribute, as the store was told; and how a store's database compares names, by which two
-- options may be one: without letter case and accents, but for five Cyrillic letters that are letters of their own with a mark
-- (й, ї, ў, ѓ, ќ), as AlikeNames has it.
ALTER TABLE store_term
    ADD COLUMN menu_order int,
    ADD COLUMN folded     text GENERATED ALWAYS AS (
        lower(regexp_replace(normalize(replace(coalesce(shown, name), 'ß', 'ss'), NFD), '(?<![\u0438\u0456\u0443\u0433\u043a\u0418\u0406\u0423\u0413\u041a])[\u0300-\u036f]', '', 'g'))) STORED,
    DROP CONSTRAINT store_term_pending_check,
    ADD CONSTRAINT store_term_pending_check CHECK (pending IN ('name', 'place', 'order'));
CREATE INDEX store_term_folded ON store_term (folded, connection_id, parent_woo_id) WHERE kind = 'option';
