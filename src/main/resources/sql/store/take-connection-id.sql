-- The id goes into the seal of the credentials, so it has to be known before the row is written.
SELECT nextval(pg_get_serial_sequence('connection', 'id'))
