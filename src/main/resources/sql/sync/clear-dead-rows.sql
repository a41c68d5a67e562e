-- clear-dead-rows.sql: a user has discarded the dead letters. Their rows, which are locked already, are no
-- longer in error. Changes that are pending meanwhile are delivered as usual. What was refused of a variable product
-- (it has a type) may be its choices: they are not known any more, or its variants would rely on them.
UPDATE woocommerce_product_sync s
SET error_code = NULL, error_message = NULL, updated_at = :now,
    field_hashes = CASE WHEN s.lane = 'main' AND s.field_hashes ?? 'type' THEN s.field_hashes - 'attributes' ELSE s.field_hashes END
WHERE s.id = ANY (:rowIds::bigint[]) AND s.wanted <= s.synced
