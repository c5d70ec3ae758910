-- Builds that have not ended: what waits for a data center, and what each data center has been given.

create table build_queue (
  uid     uuid primary key references resource on delete cascade,
  tenant  text        not null,
  among   text[]      not null,             -- the data centers that may build it
  created timestamptz not null default clock_timestamp(),
  dc      text,                             -- the one that has its order; null while it waits here
  begun   boolean     not null default false,   -- a builder there has said that it works on it
  attempt int         not null default 1
);
create index build_queue_waiting on build_queue (created) where dc is null;

-- Whose turn it is: when each tenant's builds were last given to a data center.
create index command_tenant on command (tenant, created) where type = 'build.start';

-- The platform's own, and nobody else's: no policy for tenants, and nothing granted to their role.
alter table build_queue enable row level security;
alter table build_queue force row level security;
do $$
begin
  execute format('create policy platform on build_queue to %I using (true) with check (true)', current_user);
end $$;

-- Builds that were under way when this table came: their data centers have them.
insert into build_queue (uid, tenant, among, created, dc, begun)
select r.uid, r.tenant, array[r.spec ->> 'dataCenter'], r.created, r.spec ->> 'dataCenter', s.body ->> 'state' = 'running'
from resource r join status s on s.uid = r.uid and s.dc = ''
where r.kind = 'build' and s.body ->> 'state' in ('queued', 'running');
