-- Up Migration

-- How soon a ticket should be answered and resolved, in working seconds. Null: no target.
create table ticket_target (
  urgency text primary key check (urgency in ('critical', 'high', 'normal', 'low')),
  response_seconds integer check (response_seconds > 0),
  resolution_seconds integer check (resolution_seconds > 0),
  check (response_seconds <= resolution_seconds)
);

insert into ticket_target (urgency, response_seconds, resolution_seconds) values
  ('critical', 1 * 3600, 4 * 3600),
  ('high', 2 * 3600, 8 * 3600),
  ('normal', 8 * 3600, 24 * 3600),
  ('low', null, null);

-- How far each ticket is, as far as it can be said without the present moment. What is asked of one ticket or of a
-- few reads their events only: every part hangs on ticket.id.
create view ticket_progress as
select
  t.id as ticket_id,
  t.urgency,
  t.status,
  t.assignee_id,
  t.created_at,
  response.taken_at,
  -- when the waiting for an answer ended: answered, or closed without one; null while it lasts
  coalesce(response.taken_at, case when t.status in ('closed', 'cancelled') then t.status_since end) as waited_until,
  target.response_seconds as response_target,
  coalesce(work.done, 0) as resolution_done,
  work.running_since,
  target.resolution_seconds as resolution_target,
  case
    when response.taken_at is null and t.status in ('new', 'in_progress', 'waiting_for_author')
    then add_working_seconds(t.created_at, target.response_seconds)
  end as response_due_at,
  case
    when work.running_since is not null then add_working_seconds(work.decided_since, work.decided_left)
  end as resolution_due_at
from ticket t
join ticket_target target on target.urgency = t.urgency
cross join lateral (
  select min(e.at) as taken_at
  from ticket_event e
  where e.ticket_id = t.id
    -- what is said after a ticket was closed or cancelled is no answer, nor are an author's own words
    and e.from_status in ('new', 'in_progress', 'waiting_for_author')
    and (e.kind in ('take', 'link_duplicate')
      or e.kind in ('ask', 'comment', 'resolve') and e.actor_id not in (t.author_id, t.filed_by))
) as response
cross join lateral (
  select
    sum(run.worked) as done,
    max(run.since) filter (where run.until is null) as running_since,
    -- the stretch in which the target is reached, or the last one before it, and what was left when it began
    max(run.since) filter (where run.before < target.resolution_seconds) as decided_since,
    min(target.resolution_seconds - run.before) filter (where run.before < target.resolution_seconds) as decided_left
  from (
    select stretch.*,
      coalesce(sum(worked) over (order by id rows between unbounded preceding and 1 preceding), 0) as before
    from (
      select e.id, e.at as since, e.to_status as status, lead(e.at) over turns as until,
        -- asked for the ended ones alone: this is what a reading costs
        case
          when e.to_status in ('new', 'in_progress') and lead(e.at) over turns is not null
          then working_seconds(e.at, lead(e.at) over turns)
        end as worked
      from ticket_event e
      where e.ticket_id = t.id and e.from_status is distinct from e.to_status
      window turns as (order by e.id)
    ) as stretch
    where stretch.status in ('new', 'in_progress')
  ) as run
) as work;

comment on view ticket_progress is
  'Clocks of every ticket without the present moment. taken_at: the first event take or link_duplicate, or the first '
  'ask, comment or resolve by somebody who is neither author nor filer, while the ticket is open. resolution_done: '
  'working seconds of the ended stretches in new and in_progress; running_since: beginning of the one that goes on. '
  'Targets are those of the urgency as it is now.';

create type ticket_clock_reading as (
  ticket_id integer,
  urgency text,
  status text,
  assignee_id integer,
  -- first response; null: nobody answered yet
  taken_at timestamptz,
  -- working seconds
  response_used double precision,
  response_target integer,
  resolution_used double precision,
  resolution_target integer,
  -- null when answered, closed or without target
  response_due_at timestamptz,
  -- null when paused (waiting for the author, resolved), closed or without target; in the past when it was missed
  resolution_due_at timestamptz
);

create function ticket_clock(of_ticket integer, at timestamptz) returns setof ticket_clock_reading
language sql stable parallel safe
begin atomic
  select p.ticket_id, p.urgency, p.status, p.assignee_id, p.taken_at,
    working_seconds(p.created_at, coalesce(p.waited_until, at)), p.response_target,
    p.resolution_done + case when p.running_since is null then 0 else working_seconds(p.running_since, at) end,
    p.resolution_target, p.response_due_at, p.resolution_due_at
  from ticket_progress p where p.ticket_id = of_ticket;
end;

comment on function ticket_clock is 'Both clocks of a ticket of any status at an instant; no row: no such ticket.';

-- Reads the index of the open tickets, and the events of these.
create function ticket_clocks(at timestamptz) returns setof ticket_clock_reading
language sql stable parallel safe
begin atomic
  select c.* from ticket t cross join lateral ticket_clock(t.id, at) c
  where t.status in ('new', 'in_progress', 'waiting_for_author');
end;

comment on function ticket_clocks is 'Both clocks of every ticket that waits for work, at an instant.';

-- How often a target was missed, kept by a trigger: a count of the events would grow with them.
create table ticket_breach_count (
  clock text primary key,
  breaches bigint not null default 0
);

insert into ticket_breach_count (clock) values ('first_response'), ('resolution');

create function count_ticket_breach() returns trigger language plpgsql as $$
begin
  -- both, in one order: two transactions that note several breaches each cannot wait for each other in a ring
  perform from ticket_breach_count order by clock for update;
  update ticket_breach_count set breaches = breaches + 1
  where clock = case new.kind when 'breach_response' then 'first_response' else 'resolution' end;
  return null;
end $$;

-- at the commit, so that nobody holds the counts while he does something else
create constraint trigger count_ticket_breach after insert on ticket_event
  deferrable initially deferred for each row
  when (new.kind in ('breach_response', 'breach_resolution')) execute function count_ticket_breach();

-- Down Migration

drop trigger count_ticket_breach on ticket_event;
drop function count_ticket_breach;
drop table ticket_breach_count;
drop function ticket_clocks, ticket_clock;
drop type ticket_clock_reading;
drop view ticket_progress;
drop table ticket_target;
