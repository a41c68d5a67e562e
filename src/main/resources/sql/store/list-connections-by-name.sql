-- list-connections-by-name.sql: all at once, because their figures are searched and counted together. Their number is limited
-- by CARAVAN_QUOTA_CONNECTIONS. Without the sealed keys, because every page of the console reads this.
SELECT id, account_id, store_name, store_url, auto_sync, auto_export, on_delete, on_missing, batch_size, concurrency, requests_per_minute,
       hold_reason, hold_detail, hold_until, hold_since, hold_remedy, consecutive_failures, last_success_at, link_existing,
       current_batch_size, authentication, authentication_found, notice, notice_at, is_default, created_at, updated_at
FROM connection
WHERE account_id = :accountId AND (:only::bigint[] IS NULL OR id = ANY (:only::bigint[]))
ORDER BY lower(store_name), id
