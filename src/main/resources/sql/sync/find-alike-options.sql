-- find-alike-options.sql: options that a store has, and would show in the place of these: its database compares without letter case and
-- accents. The same name in another letter case is the same option.
SELECT w.attribute AS parent_woo_id, w.name_key, t.other
FROM unnest(:attributes::bigint[], :keys::text[]) AS w(attribute, name_key)
CROSS JOIN LATERAL (
    SELECT coalesce(shown, name) AS other
    FROM store_term
    WHERE account_id = :accountId AND connection_id = :connectionId AND kind = 'option' AND parent_woo_id = w.attribute
      AND folded = lower(regexp_replace(normalize(replace(w.name_key, 'ß', 'ss'), NFD), '(?<![\u0438\u0456\u0443\u0433\u043a\u0418\u0406\u0423\u0413\u041a])[\u0300-\u036f]', '', 'g'))
      AND state = 'known' AND name_key <> w.name_key AND lower(coalesce(shown, name)) <> w.name_key
    LIMIT 1
) AS t
