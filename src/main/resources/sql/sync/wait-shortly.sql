-- wait-shortly.sql: until the transaction ends, a lock that is not to be had soon is an error: of so many rows, others may do.
SELECT set_config('lock_timeout', '1s', true)
