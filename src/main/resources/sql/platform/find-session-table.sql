-- find-session-table.sql: whether there are sessions to end.
SELECT to_regclass('spring_session') IS NOT NULL
