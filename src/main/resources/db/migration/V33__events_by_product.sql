-- The fan-out looks whether a product has open events, see fan-out-events.sql and find-changed-rows.sql.
CREATE INDEX product_event_product ON product_event (product_id);
