UPDATE export_job j
SET state = 'done', finished_at = :now
WHERE j.id = ANY (:ids::uuid[]) AND j.state = 'running'
  AND NOT EXISTS (SELECT 1 FROM export_item i WHERE i.export_id = j.id AND i.status = 'pending')
RETURNING j.id
