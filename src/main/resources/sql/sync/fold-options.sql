-- fold-options.sql: writes the folded names of options, by which the store's database compares. An option
-- that was renamed meanwhile gets the folded form of its new name, and one that is being written is left for
-- the next time: this statement does not wait.
WITH open AS (
    SELECT t.connection_id, t.kind, t.parent_woo_id, t.name_key, w.folded
    FROM store_term t
    JOIN unnest(:attributes::bigint[], :keys::text[], :names::text[], :folded::text[]) AS w(attribute, name_key, name, folded)
      ON t.parent_woo_id = w.attribute AND t.name_key = w.name_key AND coalesce(t.shown, t.name) = w.name
    WHERE t.account_id = :accountId AND t.connection_id = :connectionId AND t.kind = 'option' AND t.folded IS NULL
    FOR UPDATE OF t SKIP LOCKED
)
UPDATE store_term t
SET folded = open.folded
FROM open
WHERE (t.connection_id, t.kind, t.parent_woo_id, t.name_key) = (open.connection_id, open.kind, open.parent_woo_id, open.name_key)
