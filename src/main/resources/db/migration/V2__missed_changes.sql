-- A change that came while automatic sync was off; owed when it is switched on.
ALTER TABLE woocommerce_product_sync ADD COLUMN missed boolean NOT NULL DEFAULT false;
CREATE INDEX sync_missed ON woocommerce_product_sync (connection_id) WHERE missed;

-- Whether an export waits for anything is asked after each batch: the done ones must not be looked through each time.
CREATE INDEX export_item_open ON export_item (export_id) WHERE status = 'pending';
