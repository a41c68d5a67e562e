UPDATE connection
SET key_id          = :keyId,
    consumer_key    = :consumerKey,
    consumer_secret = :consumerSecret,
    webhook_secret  = CAST(:webhookSecret AS bytea)
WHERE id = :id
