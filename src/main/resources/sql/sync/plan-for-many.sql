-- plan-for-many.sql: until the transaction ends. A fresh import has no statistics yet, so the planner takes a hundred thousand
-- products for one, and would compare each with each other one.
SET LOCAL enable_nestloop = off
