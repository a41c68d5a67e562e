-- find-displaced-categories.sql: categories whose new name or place a store has not been sent yet, and which lie there where others are to
-- be created. The store would answer that these exist already. One that waits for a new parent has the path to it.
SELECT t.woo_id, t.parent_woo_id, t.name, t.pending, t.lies_below, t.lies_as, t.moved_names[: cardinality(t.moved_names) - 1] AS path
FROM unnest(:parents::bigint[], :keys::text[]) AS w(parent_woo_id, name_key)
JOIN store_term t ON t.connection_id = :connectionId AND t.lies_below = w.parent_woo_id AND t.lies_as = w.name_key
WHERE t.account_id = :accountId AND t.kind = 'category' AND t.state = 'known' AND t.pending IS NOT NULL
  AND (t.parent_woo_id, t.name_key) <> (t.lies_below, t.lies_as)
ORDER BY t.woo_id
