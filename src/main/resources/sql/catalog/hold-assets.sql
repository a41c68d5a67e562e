-- hold-assets.sql: which of these assets exist; their rows are locked against deletion until the transaction
-- ends.
SELECT id FROM asset WHERE account_id = :accountId AND id = ANY (:ids) ORDER BY id FOR KEY SHARE
