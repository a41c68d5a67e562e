-- The next portion that other keys have sealed, of all accounts. One that is being changed just now is left for the next pass:
-- whoever changes it may change others of the account, in another order than this.
SELECT id, key_id, consumer_key, consumer_secret, webhook_secret
FROM connection
WHERE id > :afterId AND key_id <> :keyId
ORDER BY id
LIMIT :limit
FOR NO KEY UPDATE SKIP LOCKED
