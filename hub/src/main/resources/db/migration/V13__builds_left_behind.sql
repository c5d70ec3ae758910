-- Builds that ended after the deployment that asked for them had: nobody wrote their end. In the queue again, their last word is heard.
insert into build_queue (uid, tenant, among, created, dc, begun)
select r.uid, r.tenant, array[r.spec ->> 'dataCenter'], r.created, r.spec ->> 'dataCenter', true
from resource r join status s on s.uid = r.uid and s.dc = ''
where r.kind = 'build' and s.body ->> 'state' in ('queued', 'running') and r.spec ->> 'dataCenter' is not null
on conflict do nothing;
