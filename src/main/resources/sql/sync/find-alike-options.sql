-- find-alike-options.sql: options that a store has, and would show instead of these, because its database
-- compares names without letter case and accents, as AlikeNames does. The same name in another letter case is
-- the same option.
SELECT w.attribute AS parent_woo_id, w.name_key, t.other
FROM unnest(:attributes::bigint[], :keys::text[], :folded::text[]) AS w(attribute, name_key, folded)
CROSS JOIN LATERAL (
    SELECT coalesce(shown, name) AS other
    FROM store_term
    WHERE account_id = :accountId AND connection_id = :connectionId AND kind = 'option' AND parent_woo_id = w.attribute
      AND folded = w.folded
      AND state = 'known' AND name_key <> w.name_key AND lower(coalesce(shown, name)) <> w.name_key
    LIMIT 1
) AS t
