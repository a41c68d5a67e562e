SELECT j.id, j.connection_id, j.total, j.state, j.created_at, j.finished_at,
       (SELECT count(*) FROM export_item i WHERE i.export_id = j.id AND i.status = 'success') AS succeeded,
       (SELECT count(*) FROM export_item i WHERE i.export_id = j.id AND i.status = 'error') AS failed
FROM export_job j
WHERE j.account_id = :accountId AND j.id = :id
