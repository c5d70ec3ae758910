-- What fails again and again is set aside after some tries, each later than the one before, so that it stands in nobody's way.

alter table operation_lease add column tries int not null default 0;
alter table operation_lease add column due timestamptz not null default now();

alter table command add column tries int not null default 0;      -- how often it was sent
alter table command add column failures int not null default 0;   -- how often its data center broke on it
alter table command add column due timestamptz not null default clock_timestamp();
