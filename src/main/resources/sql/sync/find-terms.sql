-- find-terms.sql: what the ledger says of these names in a store; categories of one name in all places.
SELECT kind, parent_woo_id, name_key, name, state, woo_id, read_at, pending, slug, made, shown, lost_at, checked, menu_order
FROM store_term
WHERE account_id = :accountId AND connection_id = :connectionId
  AND (kind, name_key) IN (SELECT * FROM unnest(:kinds::text[], :keys::text[]))
