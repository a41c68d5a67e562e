-- A pause replaces any other hold; a second pause changes nothing.
UPDATE connection
SET hold_reason = 'paused',
    hold_detail = :detail,
    hold_remedy = NULL,
    hold_until  = NULL,
    hold_since  = :now
WHERE id = :id
  AND hold_reason IS DISTINCT FROM 'paused'
