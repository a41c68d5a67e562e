-- Rights that the runtime role has although it should not; the owner cannot always revoke them.
SELECT string_agg(reason, ', ')
FROM (SELECT rolname, oid FROM pg_roles WHERE rolname = :runtime) r,
     LATERAL (VALUES
         ('it is a superuser', (SELECT rolsuper FROM pg_roles WHERE oid = r.oid)),
         ('it is a member of the owner ' || current_user, pg_has_role(r.oid, current_user, 'MEMBER')),
         ('it may create objects in the schema ' || current_schema(), has_schema_privilege(r.oid, current_schema(), 'CREATE')),
         ('it may create schemas', has_database_privilege(r.oid, current_database(), 'CREATE')),
         ('it owns tables', EXISTS (SELECT FROM pg_class WHERE relowner = r.oid))
     ) AS too_many (reason, is_so)
WHERE is_so
