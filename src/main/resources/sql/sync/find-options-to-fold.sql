-- find-options-to-fold.sql: a portion of the options of these attributes whose folded name, by which the
-- store's database compares, is not written yet.
SELECT parent_woo_id, name_key, coalesce(shown, name) AS name
FROM store_term
WHERE account_id = :accountId AND connection_id = :connectionId AND kind = 'option' AND parent_woo_id = ANY (:attributes::bigint[])
  AND folded IS NULL
ORDER BY parent_woo_id, name_key
LIMIT 1000
