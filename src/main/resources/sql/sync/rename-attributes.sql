-- rename-attributes.sql: an attribute of the catalogue has another name. Each store's global attribute keeps
-- its id under it. The store's attribute is renamed before the next product that needs it, if Caravan has
-- created it. If the ledger has one of the new name already, the products use that one.
UPDATE store_term t
SET name_key = :newKey,
    name = :newName,
    pending = CASE WHEN t.made AND t.slug IS NOT NULL THEN 'name' ELSE t.pending END
WHERE t.account_id = :accountId AND t.kind = 'attribute' AND t.name_key = :oldKey AND t.state = 'known'
  AND (:oldKey = :newKey OR NOT EXISTS (
      SELECT 1 FROM store_term other
      WHERE other.connection_id = t.connection_id AND other.kind = 'attribute' AND other.name_key = :newKey))
