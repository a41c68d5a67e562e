-- end-oldest-sessions.sql: ends the sessions of a user that were used longest ago, and keeps a number of the
-- newest.
DELETE FROM spring_session
WHERE primary_id = ANY (ARRAY(
    SELECT primary_id FROM spring_session WHERE principal_name = :username ORDER BY last_access_time DESC OFFSET :stay))
