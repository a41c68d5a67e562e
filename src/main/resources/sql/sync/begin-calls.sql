-- begin-calls.sql: the holder of a claim has composed its products, and calls the store now: whoever takes it back knows that
-- they did not end it while they were read. Not worth a wait for the disk: only a crash of the database can lose it, and that
-- ends no holder.
UPDATE claim SET calling = set_config('synchronous_commit', 'off', true) = 'off' WHERE token = :token
