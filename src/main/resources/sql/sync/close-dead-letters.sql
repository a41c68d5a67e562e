-- close-dead-letters.sql: those that are still open; a delivery may have closed some while their rows were waited for.
UPDATE dead_letter d
SET state = o.state, closed_at = :now, closed_by = :closedBy
FROM unnest(:ids::bigint[], :states::text[]) AS o(id, state)
WHERE d.id = o.id
  AND d.id IN (SELECT id FROM dead_letter WHERE id = ANY (:ids::bigint[]) AND state = 'open' ORDER BY id FOR UPDATE)
RETURNING d.id
