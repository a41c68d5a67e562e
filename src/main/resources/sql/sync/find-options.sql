-- find-options.sql: what the ledger knows of these options of global attributes. Each is found by its whole
-- key, because an attribute may have thousands of them. One by one (LATERAL, LIMIT): without statistics, as
-- after a first export, the planner takes the options of a store for a single one, and would compare each
-- with each other one.
SELECT t.kind, t.parent_woo_id, t.name_key, t.name, t.state, t.woo_id, t.read_at, t.pending, t.slug, t.made, t.shown, t.lost_at, t.checked, t.menu_order
FROM (SELECT DISTINCT w.attribute, w.name_key
      FROM unnest(:attributes::bigint[], :keys::text[]) AS w(attribute, name_key)) AS wanted
CROSS JOIN LATERAL (
    SELECT *
    FROM store_term
    WHERE account_id = :accountId AND connection_id = :connectionId AND kind = 'option'
      AND parent_woo_id = wanted.attribute AND name_key = wanted.name_key
    LIMIT 1
) AS t
