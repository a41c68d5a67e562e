-- Accounts and people ------------------------------------------------------------------------------------------
CREATE TABLE account (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE app_user (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id    bigint      NOT NULL REFERENCES account,
    username      text        NOT NULL UNIQUE,
    password_hash text        NOT NULL,
    role          text        NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
    created_at    timestamptz NOT NULL DEFAULT now()
);

-- Catalogue: what stores should show. Knows nothing of stores. ---------------------------------------------------
CREATE TABLE attribute (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id bigint      NOT NULL REFERENCES account,
    name       text        NOT NULL,
    type       text        NOT NULL CHECK (type IN ('text', 'number', 'boolean', 'date', 'choice', 'multichoice')),
    options    text[]      NOT NULL DEFAULT '{}',   -- of choice and multichoice
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX attribute_name ON attribute (account_id, lower(name));

CREATE TABLE family (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id bigint      NOT NULL REFERENCES account,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX family_name ON family (account_id, lower(name));

CREATE TABLE family_attribute (
    family_id     bigint  NOT NULL REFERENCES family ON DELETE CASCADE,
    attribute_id  bigint  NOT NULL REFERENCES attribute ON DELETE CASCADE,
    is_required   boolean NOT NULL DEFAULT false,
    default_value jsonb,
    position      int     NOT NULL DEFAULT 0,
    PRIMARY KEY (family_id, attribute_id)
);
CREATE INDEX family_attribute_attribute ON family_attribute (attribute_id);

CREATE TABLE category (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id bigint      NOT NULL REFERENCES account,
    parent_id  bigint REFERENCES category,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX category_name ON category (account_id, coalesce(parent_id, 0), lower(name));
CREATE INDEX category_parent ON category (parent_id);

CREATE TABLE asset (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id bigint      NOT NULL REFERENCES account,
    name       text        NOT NULL,
    mime_type  text        NOT NULL,
    source_url text,                                -- of an asset that lives elsewhere
    file_name  text,                                -- below the assets folder, of an uploaded one
    size_bytes bigint,
    sha256     text,                                -- of an uploaded one: hex
    token      text        NOT NULL UNIQUE,         -- makes the file address unguessable
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((source_url IS NULL) <> (file_name IS NULL))
);
CREATE INDEX asset_account ON asset (account_id, id);

-- Lists live in arrays and attribute values in one object, so that a product is one row: one read to compose it, one
-- statement to change a thousand of them. Deleting a category, attribute or asset updates its products.
CREATE TABLE product (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id        bigint      NOT NULL REFERENCES account,
    sku               text        NOT NULL,
    name              text        NOT NULL,
    type              text        NOT NULL DEFAULT 'simple' CHECK (type IN ('simple', 'variable', 'variant')),
    parent_product_id bigint REFERENCES product,
    status            text        NOT NULL DEFAULT 'incomplete' CHECK (status IN ('complete', 'incomplete')),
    description       text,
    short_description text,
    price             numeric,
    sale_price        numeric,
    stock_quantity    int,
    weight            numeric,
    length            numeric,
    width             numeric,
    height            numeric,
    category_ids      bigint[]    NOT NULL DEFAULT '{}',
    tags              text[]      NOT NULL DEFAULT '{}',
    family_id         bigint REFERENCES family,
    attribute_values  jsonb       NOT NULL DEFAULT '{}',   -- attribute id -> value
    asset_ids         bigint[]    NOT NULL DEFAULT '{}',
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    deleted_at        timestamptz,
    CHECK ((type = 'variant') = (parent_product_id IS NOT NULL))
);
-- WooCommerce compares SKUs without letter case. A deleted product does not hold its SKU; restoring it may conflict.
CREATE UNIQUE INDEX product_sku ON product (account_id, lower(sku)) WHERE deleted_at IS NULL;
CREATE INDEX product_account ON product (account_id, id);
CREATE INDEX product_parent ON product (parent_product_id) WHERE parent_product_id IS NOT NULL;
CREATE INDEX product_family ON product (family_id) WHERE family_id IS NOT NULL;
CREATE INDEX product_categories ON product USING gin (category_ids);
CREATE INDEX product_assets ON product USING gin (asset_ids);

-- A committed fact, until the fan-out has marked every store that sells the product.
CREATE TABLE product_event (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id     bigint      NOT NULL REFERENCES account,
    product_id     bigint      NOT NULL,            -- no reference: the product may be gone for good
    kind           text        NOT NULL CHECK (kind IN ('created', 'updated', 'attributes_updated', 'assets_updated', 'deleted', 'restored')),
    changed_fields text[]      NOT NULL DEFAULT '{}',
    created_at     timestamptz NOT NULL DEFAULT now()
);

-- Stores ---------------------------------------------------------------------------------------------------------
CREATE TABLE connection (
    id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id           bigint      NOT NULL REFERENCES account,
    store_name           text        NOT NULL,
    store_url            text        NOT NULL,      -- normalised: scheme://host[:port][/path], no slash at the end
    key_id               text        NOT NULL,      -- which key sealed the credentials
    consumer_key         bytea       NOT NULL,      -- sealed
    consumer_secret      bytea       NOT NULL,      -- sealed
    webhook_secret       bytea,                     -- sealed
    is_default           boolean     NOT NULL DEFAULT false,
    auto_sync            boolean     NOT NULL DEFAULT true,
    auto_export          boolean     NOT NULL DEFAULT false,
    on_delete            text        NOT NULL DEFAULT 'keep' CHECK (on_delete IN ('keep', 'draft', 'trash', 'delete')),
    on_missing           text        NOT NULL DEFAULT 'recreate' CHECK (on_missing IN ('recreate', 'unlink')),
    batch_size           int         NOT NULL DEFAULT 50 CHECK (batch_size BETWEEN 1 AND 100),
    concurrency          int         NOT NULL DEFAULT 1 CHECK (concurrency BETWEEN 1 AND 8),
    requests_per_minute  int CHECK (requests_per_minute BETWEEN 1 AND 60000),
    -- a hold: a store-wide pause with a reason and an end
    hold_reason          text CHECK (hold_reason IN ('paused', 'unreachable', 'asks_for_time', 'unauthorized', 'wrong_address')),
    hold_detail          text,
    hold_until           timestamptz,               -- null: until an operator ends it
    hold_since           timestamptz,
    consecutive_failures int         NOT NULL DEFAULT 0,
    last_success_at      timestamptz,
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX connection_store_url ON connection (account_id, store_url);
CREATE UNIQUE INDEX connection_default ON connection (account_id) WHERE is_default;

-- Sync: what is owed to which store -------------------------------------------------------------------------------
CREATE TABLE woocommerce_product_sync (
    id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id           bigint      NOT NULL REFERENCES account,
    connection_id        bigint      NOT NULL REFERENCES connection ON DELETE CASCADE,
    product_id           bigint      NOT NULL,      -- no reference: the row may outlive the product until onDelete is carried out
    sku                  text,                       -- as last sent; still known when the product is gone for good
    woo_product_id       bigint,
    intent               text        NOT NULL DEFAULT 'upsert' CHECK (intent IN ('upsert', 'draft', 'trash', 'delete')),
    auto_sync            boolean     NOT NULL DEFAULT true,
    wanted               bigint      NOT NULL DEFAULT 1,   -- counts the changes owed
    synced               bigint      NOT NULL DEFAULT 0,   -- the count last delivered; behind while wanted > synced
    behind_since         timestamptz,
    due_at               timestamptz NOT NULL DEFAULT now(),
    attempts             int         NOT NULL DEFAULT 0,   -- failures of the row's own, since the last success
    failed_at            timestamptz,                       -- last failure; the row's own if the store was well since the one before
    batch_limit          int,                               -- after an ambiguous call: share a call with at most so many
    look_first           boolean     NOT NULL DEFAULT false,-- a create may have been applied: ask by SKU first
    lease_token          uuid,
    lease_until          timestamptz,
    field_hashes         jsonb       NOT NULL DEFAULT '{}', -- what the store acknowledged; a missing field is unknown
    forget               text CHECK (forget IN ('all', 'but_images')), -- the next claim forgets what the store acknowledged
    missed               boolean     NOT NULL DEFAULT false, -- a change came while automatic sync was off; owed when it is on
    last_exported_at     timestamptz,
    last_imported_at     timestamptz,
    last_modified_fields text[]      NOT NULL DEFAULT '{}',
    error_code           text,
    error_message        text,
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now(),
    UNIQUE (connection_id, product_id),
    CHECK (intent <> 'trash' OR batch_limit IS NOT DISTINCT FROM 1) -- moving to the trash takes a call of its own
);
-- With the id: an export gives a million rows one due time, and a claim must not sort them.
CREATE INDEX sync_due ON woocommerce_product_sync (connection_id, due_at, id) WHERE wanted > synced;
CREATE INDEX sync_missed ON woocommerce_product_sync (connection_id) WHERE missed;
CREATE INDEX sync_product ON woocommerce_product_sync (product_id);

CREATE TABLE sync_log (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id     bigint      NOT NULL REFERENCES account,
    connection_id  bigint      NOT NULL,
    product_id     bigint      NOT NULL,
    woo_product_id bigint,
    sku            text,
    operation      text        NOT NULL CHECK (operation IN ('create', 'update', 'draft', 'trash', 'delete', 'unlink', 'none')),
    fields         text[]      NOT NULL DEFAULT '{}',
    outcome        text        NOT NULL CHECK (outcome IN ('synced', 'error', 'retry')),
    http_status    int,
    millis         int,
    error_code     text,
    error_message  text,
    attempt        int         NOT NULL,
    batch_id       uuid,
    created_at     timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sync_log_account ON sync_log (account_id, id);
CREATE INDEX sync_log_product ON sync_log (product_id, id);
CREATE INDEX sync_log_connection ON sync_log (connection_id, id);
CREATE INDEX sync_log_age ON sync_log (created_at);

CREATE TABLE dead_letter (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id    bigint      NOT NULL REFERENCES account,
    connection_id bigint      NOT NULL REFERENCES connection ON DELETE CASCADE,
    product_id    bigint      NOT NULL,
    sku           text,
    code          text        NOT NULL,
    message       text        NOT NULL,
    operation     text        NOT NULL,
    http_status   int,
    sent          jsonb,
    answered      text,
    attempts      int         NOT NULL,
    batch_id      uuid,
    state         text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'replayed', 'discarded', 'resolved')),
    created_at    timestamptz NOT NULL DEFAULT now(),
    closed_at     timestamptz
);
CREATE INDEX dead_letter_list ON dead_letter (account_id, id);
CREATE UNIQUE INDEX dead_letter_open ON dead_letter (connection_id, product_id) WHERE state = 'open';

CREATE TABLE export_job (
    id            uuid PRIMARY KEY,
    account_id    bigint      NOT NULL REFERENCES account,
    connection_id bigint      NOT NULL REFERENCES connection ON DELETE CASCADE,
    total         int         NOT NULL,
    state         text        NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'cancelled')),
    created_at    timestamptz NOT NULL DEFAULT now(),
    finished_at   timestamptz
);
CREATE INDEX export_job_age ON export_job (created_at);

CREATE TABLE export_item (
    export_id      uuid   NOT NULL REFERENCES export_job ON DELETE CASCADE,
    connection_id  bigint NOT NULL,
    product_id     bigint NOT NULL,
    target         bigint NOT NULL,                  -- done when the row's synced count reaches it
    was_behind     boolean NOT NULL DEFAULT false,   -- before the export: cancelling it must not lose a change
    status         text   NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'success', 'error', 'cancelled')),
    woo_product_id bigint,
    message        text,
    fields         text[] NOT NULL DEFAULT '{}',
    finished_at    timestamptz,
    PRIMARY KEY (export_id, product_id)
);
CREATE INDEX export_item_pending ON export_item (connection_id, product_id) WHERE status = 'pending';
-- Whether an export waits for anything is asked after each batch: the done ones must not be looked through each time.
CREATE INDEX export_item_open ON export_item (export_id) WHERE status = 'pending';
