-- What happened, told in the transaction that changed the state it is about.

create table event (
  id          bigint primary key,            -- without gaps, in the order of commits: a reader who goes on misses nothing
  at          timestamptz not null,
  observed_at timestamptz not null,
  tenant      text,
  owner       uuid,                          -- the tenant itself: another of the same name sees nothing of it
  scope       text,                          -- the application
  component   text,
  uid         uuid,                          -- of the component; no reference: an event outlives what it is about
  dc          text,
  instance    text,
  type        text        not null,
  text        text        not null,
  figures     json        not null,
  operation   text,
  release     bigint
);
create index event_tenant on event (tenant, id);
create index event_scope on event (tenant, scope, id);
create index event_component on event (uid, dc, id) where uid is not null;
create index event_at on event (at);

-- The last id; its row is locked last in a transaction, and until its end.
create table event_head (
  id   int primary key check (id = 1),
  last bigint not null
);
insert into event_head (id, last) values (1, 0);

-- Who was told of often within a minute: what more there was is counted and told when the minute is over.
create table event_flood (
  uid      uuid        not null,
  dc       text        not null,
  instance text        not null,             -- empty: the component's own states
  type     text        not null,             -- of the last one that was held back
  since    timestamptz not null,
  told     int         not null,
  held     bigint      not null,
  primary key (uid, dc, instance)
);
create index event_flood_since on event_flood (since);

-- Since when it has been told that a data center is away.
alter table site_session add column away timestamptz;

-- ── row-level security ──────────────────────────────────────────────────────────────────────────────────────────────
-- Tenants tell and see their own, and see whether data centers are away: that says how old everything else is.

do $$
declare t text;
begin
  foreach t in array array['event', 'event_head', 'event_flood'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy platform on %I to %I using (true) with check (true)', t, current_user);
  end loop;
end $$;

create policy tenant on event to skerry_application
  using (tenant = nullif(current_setting('skerry.tenant', true), ''))
  with check (tenant = nullif(current_setting('skerry.tenant', true), ''));
create policy presence on event for select to skerry_application
  using (tenant is null and type in ('data-center-away', 'data-center-back'));
grant select, insert on event to skerry_application;
create policy numbers on event_head to skerry_application using (true) with check (true);
grant select, update on event_head to skerry_application;
