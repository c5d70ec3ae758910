-- Addresses that git servers call when somebody pushed, and what came of each call.

create table webhook (
  id        text primary key,
  tenant    text        not null,
  scope     text        not null,              -- the application
  component uuid        not null references resource on delete cascade,
  provider  text        not null,
  ref       text,                              -- which pushes count; null: those to what the component is built from
  paths     text[]      not null,              -- one of them has to be touched; empty: any
  secret    bytea       not null,              -- wrapped
  created   timestamptz not null default clock_timestamp()
);
create index webhook_scope on webhook (tenant, scope);

create table webhook_delivery (
  id        bigint generated always as identity primary key,
  webhook   text        not null references webhook on delete cascade,
  at        timestamptz not null default clock_timestamp(),
  remote    text        not null,              -- who called
  key       text,                              -- the caller's own id of this delivery; null of one that was refused or asked for here
  digest    text,                              -- sha-256 of its body
  event     text        not null,
  ref       text,
  commit    text,
  tracked   boolean     not null,              -- whether the push was to what the hook follows
  verdict   text        not null check (verdict in ('deployed', 'ignored', 'failed', 'refused')),
  reason    text        not null,
  operation text,
  replay_of bigint
);
create index webhook_delivery_webhook on webhook_delivery (webhook, id);

-- The platform's own, and nobody else's: no policy for tenants, and nothing granted to their role.
do $$
declare t text;
begin
  foreach t in array array['webhook', 'webhook_delivery'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy platform on %I to %I using (true) with check (true)', t, current_user);
  end loop;
end $$;
