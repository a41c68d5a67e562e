-- set-trace.sql: the trace (W3C traceparent) of the running transaction; its product events take it as the default of their column.
SELECT set_config('caravan.trace', :trace, true)
