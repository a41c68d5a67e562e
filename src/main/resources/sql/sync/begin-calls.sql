-- begin-calls.sql: the holder of a claim has composed its products, and is about to call the store: whoever takes it back knows that
-- they did not end it while they were read. Not worth a wait for the disk: if the database goes down with the holder, they count as
-- being composed, once.
UPDATE claim SET calling = set_config('synchronous_commit', 'off', true) = 'off' WHERE token = :token
