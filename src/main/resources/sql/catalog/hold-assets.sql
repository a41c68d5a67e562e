-- hold-assets.sql: which of these assets exist; held against deletion until the transaction ends.
SELECT id FROM asset WHERE account_id = :accountId AND id = ANY (:ids) ORDER BY id FOR KEY SHARE
