-- discard-dead-letter.sql: a person has decided that nothing is to be done; the row is no longer in error.
WITH letter AS (
    UPDATE dead_letter
    SET state = 'discarded', closed_at = :now
    WHERE account_id = :accountId AND id = :id AND state = 'open'
    RETURNING id, connection_id, product_id, lane
),
cleared AS (
    UPDATE woocommerce_product_sync s
    SET error_code = NULL, error_message = NULL, updated_at = :now
    FROM letter l
    WHERE s.connection_id = l.connection_id AND s.product_id = l.product_id AND s.lane = l.lane AND s.wanted <= s.synced
)
SELECT count(*) FROM letter
