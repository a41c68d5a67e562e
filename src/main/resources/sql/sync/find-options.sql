-- find-options.sql: what the ledger says of these options of global attributes; each is found by its whole key, as an attribute
-- may have thousands of them.
SELECT t.kind, t.parent_woo_id, t.name_key, t.state, t.woo_id, t.read_at
FROM (SELECT DISTINCT w.attribute, w.name_key
      FROM unnest(:attributes::bigint[], :keys::text[]) AS w(attribute, name_key)) AS wanted
JOIN store_term t ON t.connection_id = :connectionId AND t.kind = 'option'
                 AND t.parent_woo_id = wanted.attribute AND t.name_key = wanted.name_key
WHERE t.account_id = :accountId
