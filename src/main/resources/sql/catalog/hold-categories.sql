-- hold-categories.sql: categories by parent and name; held against deletion until the transaction ends.
SELECT w.position, c.id
FROM unnest(:parents::bigint[], :names::text[]) WITH ORDINALITY AS w (parent_id, name, position)
JOIN category c
  ON c.account_id = :accountId AND coalesce(c.parent_id, 0) = w.parent_id AND lower(c.name) = lower(w.name)
ORDER BY c.id
FOR KEY SHARE OF c
