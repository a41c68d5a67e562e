-- take-header-try.sql: a store of any account whose key is sent in the query string, and in which the header
-- was last tried before a moment, or never. Stores on hold are left out, because the store doctor checks them
-- anyway.
UPDATE connection
SET header_tried_at = :now
WHERE id = (SELECT id
            FROM connection
            WHERE authentication = 'auto' AND authentication_found = 'query' AND hold_reason IS NULL
              AND (header_tried_at IS NULL OR header_tried_at <= :before)
            ORDER BY header_tried_at NULLS FIRST, id
            LIMIT 1
            FOR UPDATE SKIP LOCKED)
RETURNING id
