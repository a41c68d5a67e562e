-- end-sessions-of-user.sql: ends all sessions of a user. Names of users are unique over all accounts.
DELETE FROM spring_session
WHERE principal_name = :username
