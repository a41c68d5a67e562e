-- A new address or new credentials end a hold that was caused by the old ones (:endHold), never a pause or a
-- Retry-After.
UPDATE connection
SET store_name          = :storeName,
    store_url           = :storeUrl,
    auto_sync           = :autoSync,
    auto_export         = :autoExport,
    on_delete           = :onDelete,
    on_missing          = :onMissing,
    batch_size          = :batchSize,
    concurrency         = :concurrency,
    requests_per_minute = CAST(:requestsPerMinute AS int),
    link_existing       = :linkExisting,
    authentication       = :authentication,
    authentication_found = CASE WHEN :forgetFound THEN NULL ELSE authentication_found END,
    notice               = CASE WHEN :forgetFound THEN NULL ELSE notice END,
    notice_at            = CASE WHEN :forgetFound THEN NULL ELSE notice_at END,
    hold_reason          = CASE WHEN ended THEN NULL ELSE hold_reason END,
    hold_detail          = CASE WHEN ended THEN NULL ELSE hold_detail END,
    hold_remedy          = CASE WHEN ended THEN NULL ELSE hold_remedy END,
    hold_until           = CASE WHEN ended THEN NULL ELSE hold_until END,
    hold_since           = CASE WHEN ended THEN NULL ELSE hold_since END,
    consecutive_failures = CASE WHEN ended THEN 0 ELSE consecutive_failures END,
    updated_at          = now()
FROM (SELECT id AS held_id,
             :endHold AND coalesce(hold_reason IN ('unauthorized', 'wrong_address', 'unreachable'), false) AS ended
      FROM connection
      WHERE id = :id) AS held
WHERE id = held_id
