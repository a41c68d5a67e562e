-- take-api-key-id.sql: known before the row is made, because it is part of the key whose hash is stored.
SELECT nextval(pg_get_serial_sequence('api_key', 'id'))
