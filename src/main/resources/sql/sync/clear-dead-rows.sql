-- clear-dead-rows.sql: a person has decided that nothing is to be done; the rows, locked already, are no longer in error. What
-- is pending meanwhile goes on and says itself what comes of it.
UPDATE woocommerce_product_sync s
SET error_code = NULL, error_message = NULL, updated_at = :now
WHERE s.id = ANY (:rowIds::bigint[]) AND s.wanted <= s.synced
