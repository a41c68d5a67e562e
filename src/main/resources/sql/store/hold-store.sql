-- Calls that were under way at the same time fail together: they count as one failure of the store. A hold
-- because of a fault never replaces an operator's pause. A hold that exists already keeps its start.
UPDATE connection
SET hold_reason          = :reason,
    hold_detail          = :detail,
    hold_remedy          = :remedy,
    hold_until           = :until,
    hold_since           = CASE WHEN hold_reason IS NULL THEN :now ELSE hold_since END,
    consecutive_failures = consecutive_failures + CASE WHEN hold_until > :now THEN 0 ELSE 1 END
WHERE id = :id
  AND hold_reason IS DISTINCT FROM 'paused'
