-- begin-fan-out.sql: how the fan-out works until its transaction ends. A lock that cannot be had soon is an error: among
-- many rows, others can be taken instead.
--
-- PostgreSQL keeps the plan of a prepared statement until the statistics of its tables change. A plan that was made when
-- the tables were almost empty compares each row with each other one, twice: after a first import the fan-out of 300 events
-- took minutes. So as long as a table is more than twice as large as its statistics say, a plan is made for each
-- fan-out (7 ms), which counts the pages of the table as they are. They are renewed within seconds (renew-statistics.sql).
SELECT set_config('lock_timeout', '1s', true),
       set_config('plan_cache_mode', CASE WHEN EXISTS (
                      SELECT 1
                      FROM pg_class
                      WHERE oid IN ('woocommerce_product_sync'::regclass, 'product'::regclass)
                        AND pg_relation_size(oid) / current_setting('block_size')::bigint > 2 * (relpages + 1))
                  THEN 'force_custom_plan' ELSE 'auto' END, true) AS plans
