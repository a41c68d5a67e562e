-- forget-absent-attributes.sql: an attribute of the catalogue gets this name (rename-attributes.sql). That a store has none of it was said
-- before the one that it has gets it.
DELETE FROM store_term a
WHERE a.account_id = :accountId AND a.kind = 'attribute' AND a.name_key = :newKey AND a.state IN ('absent', 'refused')
  AND :oldKey <> :newKey
  AND EXISTS (SELECT 1 FROM store_term o
              WHERE o.connection_id = a.connection_id AND o.kind = 'attribute' AND o.name_key = :oldKey AND o.state = 'known')
