-- walk-in-order.sql: until the transaction ends. The planner takes the span of ids that is read of a store for a few rows, and would read
-- all of its rows and sort them.
SELECT set_config('enable_bitmapscan', 'off', true)
