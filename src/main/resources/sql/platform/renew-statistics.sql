-- renew-statistics.sql: so that no statement goes on with the plan of a table that was small when the plan was made.
SELECT renew_statistics()
