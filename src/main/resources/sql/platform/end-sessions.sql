-- end-sessions.sql: ends the sessions of a user except one. Names of users are unique over all accounts.
DELETE FROM spring_session WHERE principal_name = :username AND session_id <> :but
