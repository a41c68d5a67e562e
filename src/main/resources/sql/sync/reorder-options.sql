-- reorder-options.sql: the catalogue has put the options of an attribute into another order. The options that
-- Caravan has created in a store get their new places before the next product that names them.
UPDATE store_term t
SET menu_order = o.place,
    pending = coalesce(t.pending, 'order')
FROM store_term a
CROSS JOIN unnest(:keys::text[]) WITH ORDINALITY AS o(name_key, place)
WHERE a.account_id = :accountId AND a.kind = 'attribute' AND a.name_key = :attribute AND a.state = 'known'
  AND t.account_id = :accountId AND t.connection_id = a.connection_id AND t.kind = 'option' AND t.parent_woo_id = a.woo_id
  AND t.name_key = o.name_key AND t.state = 'known' AND t.made AND t.menu_order IS DISTINCT FROM o.place
