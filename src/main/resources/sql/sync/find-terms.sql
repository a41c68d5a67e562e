-- find-terms.sql: what the ledger knows of these names in a store; for a category, all places in the tree
-- with that name.
SELECT kind, parent_woo_id, name_key, name, state, woo_id, read_at, pending, slug, made, shown, lost_at, checked, menu_order
FROM store_term
WHERE account_id = :accountId AND connection_id = :connectionId
  AND (kind, name_key) IN (SELECT * FROM unnest(:kinds::text[], :keys::text[]))
