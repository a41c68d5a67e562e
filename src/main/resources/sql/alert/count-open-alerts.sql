-- count-open-alerts.sql: open alerts of all accounts, for the metrics.
SELECT kind, count(*) AS count FROM alert WHERE state = 'open' GROUP BY kind
