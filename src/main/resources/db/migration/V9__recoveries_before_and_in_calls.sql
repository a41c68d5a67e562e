-- A product that ends its holder before a call was composed just then, and is the likely reason; one whose holder vanished in
-- a call was only there. So a claim says whether it has come to a call, and the two are counted apart.
ALTER TABLE claim
    ADD COLUMN calling boolean NOT NULL DEFAULT false; -- a call with its products has been written, and may be under way

ALTER TABLE woocommerce_product_sync
    ADD COLUMN call_recoveries int NOT NULL DEFAULT 0; -- holders that vanished in a call with it, since one did not; recoveries are those before

-- Before this version nobody knew the one from the other.
UPDATE woocommerce_product_sync SET call_recoveries = recoveries, recoveries = 0 WHERE recoveries > 0;
UPDATE claim SET calling = true;
