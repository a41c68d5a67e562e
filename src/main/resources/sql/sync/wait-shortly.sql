-- wait-shortly.sql: until the transaction ends, a lock that cannot be had soon is an error. Among many rows,
-- others can be taken instead.
SELECT set_config('lock_timeout', '1s', true)
