-- The next portion of credentials that other keys have sealed, of all accounts. Rows that are being changed
-- are left for the next pass, because the other transaction may lock several rows of the account, in another
-- order than this one.
SELECT id, key_id, consumer_key, consumer_secret, webhook_secret
FROM connection
WHERE id > :afterId AND key_id <> :keyId
ORDER BY id
LIMIT :limit
FOR NO KEY UPDATE SKIP LOCKED
