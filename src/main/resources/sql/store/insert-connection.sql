INSERT INTO connection (id, account_id, store_name, store_url, key_id, consumer_key, consumer_secret, webhook_secret,
                        auto_sync, auto_export, on_delete, on_missing, batch_size, concurrency, requests_per_minute,
                        link_existing, authentication)
OVERRIDING SYSTEM VALUE
VALUES (:id, :accountId, :storeName, :storeUrl, :keyId, :consumerKey, :consumerSecret, CAST(:webhookSecret AS bytea),
        :autoSync, :autoExport, :onDelete, :onMissing, :batchSize, :concurrency, CAST(:requestsPerMinute AS int),
        :linkExisting, :authentication)
