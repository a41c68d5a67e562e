-- close-dead-letters.sql: closes those that are still open. A delivery may have closed some while this
-- transaction waited for their rows.
UPDATE dead_letter d
SET state = o.state, closed_at = :now, closed_by = :closedBy
FROM unnest(:ids::bigint[], :states::text[]) AS o(id, state)
WHERE d.id = o.id
  AND d.id IN (SELECT id FROM dead_letter WHERE id = ANY (:ids::bigint[]) AND state = 'open' ORDER BY id FOR UPDATE)
RETURNING d.id
