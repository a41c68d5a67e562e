-- rename-categories.sql: a category of the catalogue has another name or another parent. Each store's term
-- keeps its id under the new name. The store's term is renamed before the next product that needs it, if
-- Caravan has created it. If the ledger has a term of the new name there already, the products use that one.
-- If the ledger does not know the new parent, the term gets a parent that does not exist, so that no other
-- path leads to it, and remembers its path (moved_to) until the new parent exists
-- (place-moved-categories.sql). Until the store is sent the change, the term remembers where it lies there.
WITH RECURSIVE known AS (
    SELECT t.connection_id, t.woo_id, t.parent_woo_id, t.name_key, t.moved_to
    FROM store_term t
    WHERE t.account_id = :accountId AND t.kind = 'category' AND t.state = 'known'
),
old_chain AS (
    SELECT t.connection_id, t.woo_id, t.parent_woo_id, t.name_key, 1 AS depth
    FROM known t
    WHERE t.parent_woo_id = 0 AND t.name_key = (:oldKeys::text[])[1]
    UNION ALL
    SELECT t.connection_id, t.woo_id, t.parent_woo_id, t.name_key, cardinality(t.moved_to)
    FROM known t
    WHERE t.moved_to IS NOT NULL AND t.moved_to = (:oldKeys::text[])[1 : cardinality(t.moved_to)]
    UNION ALL
    SELECT t.connection_id, t.woo_id, t.parent_woo_id, t.name_key, c.depth + 1
    FROM old_chain c
    JOIN known t ON t.connection_id = c.connection_id AND t.parent_woo_id = c.woo_id
    WHERE t.name_key = (:oldKeys::text[])[c.depth + 1]
),
new_parents AS (
    SELECT t.connection_id, t.woo_id, 1 AS depth
    FROM known t
    WHERE t.parent_woo_id = 0 AND cardinality(:parentKeys::text[]) > 0 AND t.name_key = (:parentKeys::text[])[1]
    UNION ALL
    SELECT t.connection_id, t.woo_id, cardinality(t.moved_to)
    FROM known t
    WHERE t.moved_to IS NOT NULL AND t.moved_to = (:parentKeys::text[])[1 : cardinality(t.moved_to)]
    UNION ALL
    SELECT t.connection_id, t.woo_id, c.depth + 1
    FROM new_parents c
    JOIN known t ON t.connection_id = c.connection_id AND t.parent_woo_id = c.woo_id
    WHERE t.name_key = (:parentKeys::text[])[c.depth + 1]
),
moving AS (
    SELECT o.connection_id, o.woo_id, o.parent_woo_id, o.name_key,
           CASE WHEN cardinality(:parentKeys::text[]) = 0 THEN 0
                ELSE (SELECT n.woo_id FROM new_parents n
                      WHERE n.connection_id = o.connection_id AND n.depth = cardinality(:parentKeys::text[])
                      LIMIT 1) END AS new_parent
    FROM old_chain o
    WHERE o.depth = cardinality(:oldKeys::text[])
),
-- A term that waits for a parent further down the renamed path waits for it under its new name.
waiting AS (
    UPDATE store_term t
    SET moved_to = :parentKeys::text[] || ARRAY[:newKey::text] || t.moved_to[cardinality(:oldKeys::text[]) + 1 :],
        moved_names = :parentNames::text[] || ARRAY[:newName::text] || t.moved_names[cardinality(:oldKeys::text[]) + 1 :]
    WHERE t.account_id = :accountId AND t.kind = 'category' AND t.moved_to IS NOT NULL
      AND cardinality(t.moved_to) > cardinality(:oldKeys::text[])
      AND t.moved_to[1 : cardinality(:oldKeys::text[])] = :oldKeys::text[]
)
UPDATE store_term t
SET parent_woo_id = coalesce(m.new_parent, -m.woo_id),
    moved_to = CASE WHEN m.new_parent IS NULL THEN :parentKeys::text[] || ARRAY[:newKey::text] END,
    moved_names = CASE WHEN m.new_parent IS NULL THEN :parentNames::text[] || ARRAY[:newName::text] END,
    lies_below = CASE WHEN t.made AND t.pending IS NULL THEN t.parent_woo_id ELSE t.lies_below END,
    lies_as = CASE WHEN t.made AND t.pending IS NULL THEN t.name_key ELSE t.lies_as END,
    name_key = :newKey,
    name = :newName,
    pending = CASE WHEN NOT t.made THEN t.pending
                   WHEN m.new_parent IS DISTINCT FROM t.parent_woo_id OR t.pending = 'place' THEN 'place'
                   ELSE 'name' END
FROM moving m
WHERE t.account_id = :accountId AND t.connection_id = m.connection_id AND t.kind = 'category'
  AND t.parent_woo_id = m.parent_woo_id AND t.name_key = m.name_key
  AND NOT EXISTS (
      SELECT 1
      FROM store_term other
      WHERE other.connection_id = m.connection_id AND other.kind = 'category' AND other.parent_woo_id = m.new_parent
        AND other.name_key = :newKey AND (other.parent_woo_id, other.name_key) <> (m.parent_woo_id, m.name_key))
