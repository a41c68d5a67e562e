-- Bytes come in hex: the driver has no arrays of bytea.
UPDATE connection
SET key_id          = :keyId,
    consumer_key    = decode(sealed.consumer_key, 'hex'),
    consumer_secret = decode(sealed.consumer_secret, 'hex'),
    webhook_secret  = decode(sealed.webhook_secret, 'hex')
FROM unnest(:ids, :consumerKeys, :consumerSecrets, :webhookSecrets)
         AS sealed (id, consumer_key, consumer_secret, webhook_secret)
WHERE connection.id = sealed.id
