-- forget-absent-attributes.sql: an attribute of the catalogue gets this name (rename-attributes.sql). The
-- note that a store has no attribute of this name is older than the rename, so it is deleted.
DELETE FROM store_term a
WHERE a.account_id = :accountId AND a.kind = 'attribute' AND a.name_key = :newKey AND a.state IN ('absent', 'refused')
  AND :oldKey <> :newKey
  AND EXISTS (SELECT 1 FROM store_term o
              WHERE o.connection_id = a.connection_id AND o.kind = 'attribute' AND o.name_key = :oldKey AND o.state = 'known')
