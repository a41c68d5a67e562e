UPDATE connection
SET hold_reason          = NULL,
    hold_detail          = NULL,
    hold_remedy          = NULL,
    hold_until           = NULL,
    hold_since           = NULL,
    consecutive_failures = 0
WHERE id = :id
