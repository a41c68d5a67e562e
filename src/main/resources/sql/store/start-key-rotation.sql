-- Nothing comes back if one is running: who started it at the same moment is waited for. Its key is noted once it is made.
INSERT INTO key_rotation (key_id, state, started_by, started_at)
VALUES ('', 'running', :startedBy, :now)
ON CONFLICT ((true)) WHERE state = 'running' DO NOTHING
RETURNING id
