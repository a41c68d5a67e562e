-- begin-calls.sql: the holder of a claim has composed its products, and is about to call the store. If it
-- vanishes from here on, its products did not end it while they were read. The statement does not wait for
-- the disk: if the database goes down with the holder, the products count once as being composed.
UPDATE claim SET calling = set_config('synchronous_commit', 'off', true) = 'off' WHERE token = :token
