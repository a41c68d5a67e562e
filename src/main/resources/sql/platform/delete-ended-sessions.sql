-- delete-ended-sessions.sql: sessions that were not used for too long, or that have lasted too long. Times in milliseconds.
DELETE FROM spring_session WHERE expiry_time < :now OR creation_time < :oldest
