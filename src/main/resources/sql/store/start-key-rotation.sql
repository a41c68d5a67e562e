-- Returns nothing if a rotation is under way; one that is being started by another transaction is waited for.
-- Its key is noted once it is created.
INSERT INTO key_rotation (key_id, state, started_by, started_at)
VALUES ('', 'running', :startedBy, :now)
ON CONFLICT ((true)) WHERE state = 'running' DO NOTHING
RETURNING id
