-- end-sessions-of-user.sql: names of users are unique over all accounts.
DELETE FROM spring_session
WHERE principal_name = :username
