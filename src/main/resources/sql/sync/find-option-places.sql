-- find-option-places.sql: the places of options that are to be created: those of the catalogue, or, if it
-- gives no order, after the existing options, in the order of the product's values. The catalogue's names are
-- read once, not for each option.
WITH ordered AS MATERIALIZED (
    SELECT lower(regexp_replace(btrim(o.name), '\s+', ' ', 'g')) AS name_key, min(o.place) AS place
    FROM attribute a
    CROSS JOIN unnest(a.options) WITH ORDINALITY AS o(name, place)
    WHERE a.account_id = :accountId AND lower(regexp_replace(btrim(a.name), '\s+', ' ', 'g')) = (
        SELECT t.name_key
        FROM store_term t
        WHERE t.account_id = :accountId AND t.connection_id = :connectionId AND t.kind = 'attribute' AND t.woo_id = :attribute
        ORDER BY t.name_key
        LIMIT 1)
    GROUP BY 1
)
SELECT w.name_key,
       coalesce(c.place, w.position + (
           SELECT count(*)
           FROM store_term t
           WHERE t.account_id = :accountId AND t.connection_id = :connectionId AND t.kind = 'option' AND t.parent_woo_id = :attribute
             AND t.state = 'known'))::int AS place
FROM unnest(:keys::text[]) WITH ORDINALITY AS w(name_key, position)
LEFT JOIN ordered c ON c.name_key = w.name_key
