-- place-moved-categories.sql: categories that the catalogue has moved below one that the store did not have.
-- If the store has the new parent by now, they are placed below it in the ledger, and the store is updated
-- next. If the store already has a term of this name there, that one counts, and the other is no longer known.
WITH RECURSIVE parents AS (
    SELECT m.connection_id, m.woo_id AS moved, m.moved_to, t.woo_id AS place, 1 AS depth
    FROM store_term m
    JOIN store_term t ON t.connection_id = m.connection_id AND t.kind = 'category' AND t.parent_woo_id = 0
                     AND t.name_key = m.moved_to[1] AND t.state = 'known'
    WHERE m.account_id = :accountId AND m.connection_id = :connectionId AND m.kind = 'category' AND m.moved_to IS NOT NULL
    UNION ALL
    SELECT p.connection_id, p.moved, p.moved_to, t.woo_id, p.depth + 1
    FROM parents p
    JOIN store_term t ON t.connection_id = p.connection_id AND t.kind = 'category' AND t.parent_woo_id = p.place
                     AND t.name_key = p.moved_to[p.depth + 1] AND t.state = 'known'
    WHERE p.depth < cardinality(p.moved_to) - 1
),
places AS (
    SELECT p.*, other.state AS other
    FROM parents p
    LEFT JOIN store_term other
           ON other.connection_id = p.connection_id AND other.kind = 'category' AND other.parent_woo_id = p.place
          AND other.name_key = p.moved_to[p.depth + 1]
    WHERE p.depth = cardinality(p.moved_to) - 1
),
given_up AS (
    DELETE FROM store_term t
    USING places p
    WHERE p.other <> 'making'
      AND t.account_id = :accountId AND t.connection_id = p.connection_id AND t.kind = 'category'
      AND t.parent_woo_id = -p.moved AND t.moved_to = p.moved_to
    RETURNING t.woo_id
),
placed AS (
    UPDATE store_term t
    SET parent_woo_id = p.place,
        moved_to = NULL,
        moved_names = NULL,
        pending = CASE WHEN t.made THEN 'place' ELSE t.pending END
    FROM places p
    WHERE p.other IS NULL
      AND t.account_id = :accountId AND t.connection_id = p.connection_id AND t.kind = 'category'
      AND t.parent_woo_id = -p.moved AND t.moved_to = p.moved_to
    RETURNING t.woo_id
)
SELECT (SELECT count(*) FROM given_up) + (SELECT count(*) FROM placed)
