-- Sign-ins: from where each user has signed in. Strangers who guess cannot keep the user out there.
CREATE TABLE sign_in_network (
    user_id bigint      NOT NULL REFERENCES app_user ON DELETE CASCADE,
    network text        NOT NULL,                   -- an IPv4 address, or the first 64 bits of an IPv6 address
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, network)
);
CREATE INDEX sign_in_network_age ON sign_in_network (seen_at);

-- Sign-ins that failed, a row for each minute: an alert is raised above a rate of them, over all nodes.
CREATE TABLE sign_in_failure (
    account_id bigint      NOT NULL REFERENCES account,
    minute     timestamptz NOT NULL,
    failures   bigint      NOT NULL,
    PRIMARY KEY (account_id, minute)
);

-- Alerts of an account: they belong to no connection.
ALTER TABLE alert ALTER COLUMN connection_id DROP NOT NULL;
ALTER TABLE alert ALTER COLUMN store_name DROP NOT NULL;
ALTER TABLE alert DROP CONSTRAINT alert_kind_check;
ALTER TABLE alert ADD CONSTRAINT alert_kind_check CHECK (
    kind IN ('store_unwell', 'store_unwell_long', 'store_unauthorized', 'dead_letters', 'oldest_owed', 'deletion_guard',
             'sign_in_failures'));
ALTER TABLE alert ADD CONSTRAINT alert_subject CHECK ((kind = 'sign_in_failures') = (connection_id IS NULL));
CREATE UNIQUE INDEX alert_open_account ON alert (account_id, kind) WHERE state = 'open' AND connection_id IS NULL;

-- Sessions of browsers, as Spring Session JDBC wants them: times in milliseconds since 1970, intervals in seconds.
CREATE TABLE spring_session (
    primary_id            char(36) NOT NULL PRIMARY KEY,
    session_id            char(36) NOT NULL,
    creation_time         bigint   NOT NULL,
    last_access_time      bigint   NOT NULL,
    max_inactive_interval int      NOT NULL,
    expiry_time           bigint   NOT NULL,
    principal_name        varchar(200)              -- the user's name, or oidc: and a name
);
CREATE UNIQUE INDEX spring_session_id ON spring_session (session_id);
CREATE INDEX spring_session_expiry ON spring_session (expiry_time);
CREATE INDEX spring_session_principal ON spring_session (principal_name);

CREATE TABLE spring_session_attributes (
    session_primary_id char(36)     NOT NULL REFERENCES spring_session ON DELETE CASCADE,
    attribute_name     varchar(200) NOT NULL,
    attribute_bytes    bytea        NOT NULL,
    PRIMARY KEY (session_primary_id, attribute_name)
);
