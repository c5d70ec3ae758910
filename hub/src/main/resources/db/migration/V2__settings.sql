-- What settings hold that is never read back, wrapped: a backup of the database alone gives nothing away.

create table setting_content (
  uid     uuid primary key references resource on delete cascade,
  id      uuid  not null,                    -- another with every change: names these contents and no others
  wrapped bytea not null
);

-- The platform's own, and nobody's else: no policy for tenants, and nothing granted to their role.
alter table setting_content enable row level security;
alter table setting_content force row level security;
do $$
begin
  execute format('create policy platform on setting_content to %I using (true) with check (true)', current_user);
end $$;
