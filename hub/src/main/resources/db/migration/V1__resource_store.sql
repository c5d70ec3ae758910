-- The hub's spine. SQL stays within what PostgreSQL 15 and YugabyteDB both have: uuids come from Java, nothing listens.

-- Tenants' requests run under this role; row-level security binds it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'skerry_application') then
    create role skerry_application nologin;
  end if;
  execute format('grant skerry_application to %I', current_user);
end $$;

-- ── resources and their feed ────────────────────────────────────────────────────────────────────────────────────────

create table resource (
  uid         uuid primary key,
  kind        text        not null,
  tenant      text,
  scope       text        not null default '',   -- the application for its parts, else empty
  name        text        not null,
  version     bigint      not null,
  generation  bigint      not null,
  labels      jsonb       not null default '{}',
  spec        json        not null,              -- json, not jsonb: it comes back as it was written
  created     timestamptz not null default now(),
  updated     timestamptz not null default now(),
  deleting    timestamptz
);
create unique index resource_name on resource (coalesce(tenant, ''), kind, scope, name);
create index operation_name on resource (name) where kind = 'operation';
create index operation_created on resource (created) where kind = 'operation';
create index operation_application on resource (tenant, (spec -> 'input' ->> 'application'), created) where kind = 'operation';

create table change (
  id            bigint generated always as identity (cache 1) primary key,
  revision      bigint,
  tenant        text,
  kind          text        not null,
  scope         text        not null,
  name          text        not null,
  uid           uuid        not null,
  version       bigint      not null,
  op            text        not null check (op in ('put', 'delete')),
  labels_before jsonb,
  labels_after  jsonb,
  at            timestamptz not null default now()
);
create unique index change_revision on change (revision) where revision is not null;
create index change_unnumbered on change (id) where revision is null;

create table feed (
  id      int primary key check (id = 1),
  next    bigint      not null,
  epoch   bigint      not null,
  holder  text        not null default '',
  expires timestamptz not null default now()
);
insert into feed (id, next, epoch) values (1, 1, 0);

create table status (
  uid         uuid        not null references resource on delete cascade,
  dc          text        not null default '',   -- empty: the hub's own word
  part        text        not null default '',
  tenant      text,
  epoch       bigint      not null default 0,
  seq         bigint      not null default 0,
  observed_at timestamptz not null,
  stored_at   timestamptz not null default clock_timestamp(),
  body        json        not null,
  primary key (uid, dc, part)
);
create index status_stored on status (stored_at);
create index status_waiting on status (uid) where dc = '' and body ->> 'state' = 'waiting';

create table idempotency (
  subject        text        not null,
  key            text        not null,
  tenant         text,
  request_digest text        not null,
  answer         json,
  expires        timestamptz not null,
  primary key (subject, key)
);
create index idempotency_expires on idempotency (subject, expires);

create table host_claim (
  host   text primary key,
  tenant text not null,
  route  uuid not null
);
create index host_claim_route on host_claim (route);

create table credential (
  id         uuid primary key,
  subject    uuid        not null references resource on delete cascade,   -- goes with it: the token's row, or the user's
  owner      uuid        not null references resource on delete cascade,   -- the user it lets in
  type       text        not null check (type in ('password', 'token', 'session')),
  lookup     text unique,                        -- sha-256 of a token or session secret
  hash       text,                               -- Argon2id of a password
  created    timestamptz not null default now(),
  expires    timestamptz,
  last_used  timestamptz
);
create index credential_owner on credential (owner);

create table audit (
  id      bigint generated always as identity primary key,
  at      timestamptz not null default clock_timestamp(),
  tenant  text,
  subject text        not null,
  verb    text        not null,
  kind    text        not null,
  scope   text        not null default '',
  name    text        not null,
  uid     uuid,
  outcome text        not null,
  detail  json
);

create table operation_lease (
  uid     uuid primary key references resource on delete cascade,
  holder  text        not null,
  epoch   bigint      not null,
  expires timestamptz not null,
  ended   boolean     not null default false
);
create index operation_open on operation_lease (uid) where not ended;

-- ── what each data center must hold ─────────────────────────────────────────────────────────────────────────────────

create table hub_identity (
  id           int primary key check (id = 1),
  installation text not null,
  incarnation  text not null
);

create table projection_position (
  id       int primary key check (id = 1),
  revision bigint      not null,
  epoch    bigint      not null default 0,
  holder   text        not null default '',
  expires  timestamptz not null default now()
);
insert into projection_position (id, revision) values (1, 0);

create table projection_root (
  dc    text not null,
  kind  text not null,
  uid   uuid not null,
  error text,                                    -- why it cannot be projected
  primary key (dc, kind, uid)
);
create index projection_root_uid on projection_root (uid);
create index projection_root_error on projection_root (dc) where error is not null;

create table projection_input (
  dc    text not null,
  kind  text not null,
  uid   uuid not null,
  input text not null,
  primary key (dc, kind, uid, input),
  foreign key (dc, kind, uid) references projection_root on delete cascade
);
create index projection_input_input on projection_input (input);

create table site_object (
  dc        text    not null,
  key       text    not null,
  root_kind text    not null,
  root_uid  uuid    not null,
  version   bigint  not null,
  digest    text    not null,
  body      bytea   not null,
  tombstone boolean not null default false,
  operation text,                                -- the confirmed operation that deleted it
  primary key (dc, key)
);
create index site_object_version on site_object (dc, version);
create index site_object_root on site_object (root_uid);

create table site_head (
  dc          text primary key,
  incarnation text   not null,
  version     bigint not null,
  chain       text   not null,
  holding     text   not null                    -- Σ H(key, version, digest) mod 2^256 over live objects, hex
);

create table site_step (
  dc          text   not null,
  incarnation text   not null,
  version     bigint not null,
  chain       text   not null,
  primary key (dc, incarnation, version)
);

create table site_received (
  dc          text primary key,
  incarnation text        not null,
  version     bigint      not null,
  at          timestamptz not null default clock_timestamp()
);

-- ── data centers' agents ────────────────────────────────────────────────────────────────────────────────────────────

create table enrolment (
  token_hash text primary key,
  dc         text        not null,
  expires    timestamptz not null,
  used       timestamptz,
  agent      text
);

create table agent (
  dc                  text        not null,
  id                  text        not null,
  serial              text        not null,
  previous_serial     text,                      -- good until the new one was used: the answer that brought it may be lost
  public_key          text        not null,      -- sha-256 of the SubjectPublicKeyInfo
  generation          bigint      not null default 1,
  certificate_expires timestamptz not null,
  enrolled            timestamptz not null default now(),
  revoked             timestamptz,
  primary key (dc, id)
);

create table site_session (
  dc          text primary key,
  incarnation text        not null,
  epoch       bigint      not null,
  agent       text        not null,
  run_id      text        not null,
  store_id    text        not null,
  hub         text        not null,
  roles       text        not null default '',
  software    text        not null default '',
  gateways    text        not null default '',
  since       timestamptz not null default clock_timestamp(),
  seen        timestamptz not null default clock_timestamp(),
  told_until  timestamptz,                       -- everything the data center saw until then is stored
  closed      timestamptz
);

-- Another live process with the same identity: kept out until a person looked.
create table site_clone (
  dc     text primary key,
  agent  text        not null,
  run_id text        not null,
  seen   timestamptz not null default clock_timestamp()
);

create table report_position (
  dc       text   not null,
  store_id text   not null,
  seq      bigint not null,
  primary key (dc, store_id)
);

create table site_review (
  dc    text primary key,
  why   text        not null,
  what  text        not null,
  since timestamptz not null default clock_timestamp()
);

create table command (
  id       text primary key,
  dc       text        not null,
  tenant   text,
  type     text        not null,
  target   text        not null,
  body     bytea       not null,
  created  timestamptz not null default clock_timestamp(),
  expires  timestamptz not null,
  state    text        not null default 'pending' check (state in ('pending', 'sent', 'running', 'done')),
  result   json,                                 -- the last CommandResult
  answered timestamptz
);
create index command_open on command (dc, created) where state <> 'done';
create index command_answered on command (answered) where state = 'done';

-- ── row-level security ──────────────────────────────────────────────────────────────────────────────────────────────
-- The role that migrates is the platform's own; the application role sees its transaction's tenant and nothing else.

do $$
declare t text;
begin
  foreach t in array array['resource', 'change', 'status', 'idempotency', 'host_claim', 'audit', 'command',
      'feed', 'credential', 'operation_lease', 'hub_identity', 'projection_position', 'projection_root', 'projection_input',
      'site_object', 'site_head', 'site_step', 'site_received', 'enrolment', 'agent', 'site_session', 'report_position',
      'site_review', 'site_clone'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy platform on %I to %I using (true) with check (true)', t, current_user);
  end loop;
  foreach t in array array['resource', 'change', 'status', 'idempotency', 'host_claim', 'command'] loop
    execute format('create policy tenant on %I to skerry_application
        using (tenant = nullif(current_setting(''skerry.tenant'', true), ''''))
        with check (tenant = nullif(current_setting(''skerry.tenant'', true), ''''))', t);
    execute format('grant select, insert, update, delete on %I to skerry_application', t);
  end loop;
end $$;

-- A tenant's acts lock their tenant's row, and name data centers.
create policy own_tenant on resource to skerry_application
  using (tenant is null and kind = 'tenant' and name = nullif(current_setting('skerry.tenant', true), ''))
  with check (false);
create policy data_centers on resource for select to skerry_application
  using (tenant is null and kind = 'dataCenter');
create policy own_acts on audit for insert to skerry_application
  with check (tenant = nullif(current_setting('skerry.tenant', true), ''));
grant insert on audit to skerry_application;
create policy highest_revision on feed for select to skerry_application using (true);
grant select on feed to skerry_application;
-- An act may begin an operation, and not touch one that was begun.
create policy begin_operation on operation_lease for insert to skerry_application
  with check (holder = '' and epoch = 0 and not ended);
grant insert on operation_lease to skerry_application;
