-- renew-statistics.sql: so that no statement goes on with a plan for tables as they were before an import.
SELECT renew_statistics()
