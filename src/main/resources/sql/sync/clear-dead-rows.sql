-- clear-dead-rows.sql: a user has discarded the dead letters. Their rows, which are locked already, are no
-- longer in error. Changes that are pending meanwhile are delivered as usual.
UPDATE woocommerce_product_sync s
SET error_code = NULL, error_message = NULL, updated_at = :now
WHERE s.id = ANY (:rowIds::bigint[]) AND s.wanted <= s.synced
