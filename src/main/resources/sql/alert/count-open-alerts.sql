-- count-open-alerts.sql: of all accounts, for the metrics.
SELECT kind, count(*) AS count FROM alert WHERE state = 'open' GROUP BY kind
