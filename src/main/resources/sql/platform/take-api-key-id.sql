-- take-api-key-id.sql: the id must be known before the row is inserted, because it is part of the key whose
-- hash is stored.
SELECT nextval(pg_get_serial_sequence('api_key', 'id'))
