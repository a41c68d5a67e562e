-- Who closed a dead letter, and the open ones in the order in which many of them are closed.
ALTER TABLE dead_letter ADD COLUMN closed_by text; -- a user; null: a delivery that succeeded
CREATE INDEX dead_letter_to_close ON dead_letter (account_id, id) WHERE state = 'open';

COMMENT ON COLUMN woocommerce_product_sync.failed_at IS
    'first failure since the last success or dead letter; its own if the store has taken other writes since';
