SELECT key_id, consumer_key, consumer_secret, webhook_secret
FROM connection
WHERE id = :id
