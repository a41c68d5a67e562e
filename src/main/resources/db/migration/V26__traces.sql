-- The trace of the request that made a change (a W3C traceparent), kept with the change until a store has answered. Null while no traces
-- are made. The default reads what TracedTransactions has set for the transaction; nothing is rewritten or read here.
ALTER TABLE product_event ADD COLUMN trace varchar(55);
ALTER TABLE product_event ALTER COLUMN trace SET DEFAULT nullif(current_setting('caravan.trace', true), '');

ALTER TABLE woocommerce_product_sync ADD COLUMN trace varchar(55); -- of the newest change that is pending
