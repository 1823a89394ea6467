-- Up Migration

-- The figures of the school, defined here and nowhere else: the bot, its metrics and the dashboards read these views.

-- a month of orders by their deadline; task_owed has the owed ones alone
create index task_deadline on task (deadline);

create function kpi_now() returns timestamptz
language sql stable parallel safe
return coalesce(nullif(current_setting('kpi.now', true), '')::timestamptz, now());

comment on function kpi_now is
  'The moment that the figures are of: now, or what the transaction set: set local kpi.now = ''2026-11-21 12:00+03''.';

create view kpi_task as
select
  t.id as task_id, t.batch_id, t.importance, t.status,
  t.creator_id, creator.name as creator_name,
  t.responsible_id, responsible.name as responsible_name,
  t.created_at as issued_at,
  event.acknowledged_at, event.first_reported_at, event.last_reported_at,
  case when t.status = 'accepted' then event.accepted_at end as accepted_at,
  coalesce(event.first_deadline, t.deadline) as first_deadline, t.deadline,
  event.moved, event.returned,
  known.outcome,
  case known.outcome
    when 'late' then working_seconds(t.deadline, event.last_reported_at)
    when 'overdue' then working_seconds(t.deadline, kpi_now())
  end as delay_seconds
from task t
join person creator on creator.id = t.creator_id
left join person responsible on responsible.id = t.responsible_id
cross join lateral (
  select
    min(e.at) filter (where e.kind = 'acknowledge') as acknowledged_at,
    min(e.at) filter (where e.kind = 'report') as first_reported_at,
    max(e.at) filter (where e.kind = 'report') as last_reported_at,
    max(e.at) filter (where e.kind = 'accept') as accepted_at,
    min((e.details ->> 'deadline')::timestamptz) filter (where e.kind = 'issue') as first_deadline,
    count(*) filter (where e.details ? 'deadline_to') as moved,
    count(*) filter (where e.kind = 'return') as returned
  from task_event e where e.task_id = t.id
) as event
cross join lateral (
  select case
    when t.status = 'accepted' and event.last_reported_at <= t.deadline then 'on_time'
    when t.status = 'accepted' then 'late'
    when t.status = 'reported' then 'awaiting_acceptance'
    when t.deadline < kpi_now() then 'overdue'
    else 'not_due'
  end as outcome
) as known
where t.status <> 'cancelled';

comment on view kpi_task is
  'One row per order (task) that was not cancelled. outcome: on_time and late: accepted, and the report that was '
  'accepted was handed in by the deadline in force at that moment, or after it (nothing moves a deadline between that '
  'report and its acceptance); awaiting_acceptance: reported, and the giver has not decided; overdue: the report is '
  'owed and the deadline has passed; not_due: it is owed and the deadline lies ahead. An order counts for whoever is '
  'responsible now (null: nobody). moved: how often the deadline was changed, earlier or later; returned: how often '
  'the report was sent back. delay_seconds: from the deadline to the accepted report if late, until now if overdue, '
  'in working time, like every other time here: a report handed in on Monday morning for Friday evening is an hour '
  'late, not three days; outside working hours it can be 0.';

create view kpi_tasks_total as
select sum(tasks)::bigint as tasks from task_count where status <> 'cancelled';

comment on view kpi_tasks_total is 'One row: all orders ever given that were not cancelled.';

create view kpi_tasks_done as
select tasks from task_count where status = 'accepted';

comment on view kpi_tasks_done is 'One row: orders whose report was accepted, on time or late.';

create view kpi_tasks_overdue as
select count(*) as tasks from task
where status in ('issued', 'delivered', 'acknowledged', 'returned') and deadline < kpi_now();

comment on view kpi_tasks_overdue is
  'One row: orders whose report is owed and whose deadline has passed. An order that waits for its acceptance is not '
  'overdue: the doer has done his part.';

create view kpi_ticket as
select
  t.id as ticket_id, t.category_id, category.name_ru as category_ru, category.name_en as category_en,
  t.place, t.urgency, t.status,
  t.author_id, author.name as author_name,
  t.assignee_id as specialist_id, specialist.name as specialist_name,
  known.outcome,
  t.created_at as filed_at, p.taken_at as responded_at, known.resolved_at,
  used.response_seconds, p.response_target as response_target_seconds,
  case
    when used.response_seconds is not null then used.response_seconds <= p.response_target
    when known.outcome = 'open' and working_seconds(t.created_at, kpi_now()) > p.response_target then false
  end as response_within_target,
  used.resolution_seconds, p.resolution_target as resolution_target_seconds,
  case
    when used.resolution_seconds is not null then used.resolution_seconds <= p.resolution_target
    when known.outcome = 'open' and p.resolution_done + case
      when p.running_since is null then 0 else working_seconds(p.running_since, kpi_now())
    end > p.resolution_target then false
  end as resolution_within_target,
  event.reopened, t.rating
from ticket t
join ticket_progress p on p.ticket_id = t.id
join category on category.id = t.category_id
join person author on author.id = t.author_id
left join person specialist on specialist.id = t.assignee_id
cross join lateral (
  select
    max(e.at) filter (where e.kind = 'resolve') as last_resolved_at,
    max(e.id) filter (where e.kind = 'resolve')
      > coalesce(max(e.id) filter (where e.kind in ('reject', 'reopen', 'link_duplicate')), 0) as is_resolved,
    count(*) filter (where e.kind in ('reject', 'reopen')) as reopened
  from ticket_event e where e.ticket_id = t.id
) as event
cross join lateral (
  select
    case
      when t.status in ('new', 'in_progress', 'waiting_for_author') then 'open'
      when t.status = 'cancelled' then 'cancelled'
      when event.is_resolved then 'resolved'
      else 'duplicate'
    end as outcome,
    case when event.is_resolved then event.last_resolved_at end as resolved_at
) as known
cross join lateral (
  select
    case when p.taken_at is not null then working_seconds(t.created_at, p.taken_at) end as response_seconds,
    case when known.outcome = 'resolved' then p.resolution_done end as resolution_seconds
) as used;

comment on view kpi_ticket is
  'One row per ticket, without its texts. outcome: open (new, in progress or waiting for the author), resolved (also '
  'while the author has not confirmed it), duplicate or cancelled. responded_at: somebody took the ticket, linked it '
  'as a duplicate, or asked, commented or resolved, being neither its author nor its filer, before it was closed. '
  'resolved_at: the last resolution, unless work began again. response_seconds: working time from filing to responded_at. '
  'resolution_seconds: working time in new and in_progress until resolved, all turns of a reopened ticket together, '
  'without what was waited for the author. within_target: true or false when it is decided, false also for an open '
  'ticket that has used up its target; null: not decided yet, no target for this urgency, or closed without. '
  'reopened: how often the author sent it back, resolved or closed. The specialist is the present assignee.';

create view kpi_tickets_open as
select count(*) as tickets, min(created_at) as oldest_filed_at from ticket
where status in ('new', 'in_progress', 'waiting_for_author');

comment on view kpi_tickets_open is
  'One row: tickets that wait for work now (new, in progress or waiting for the author), whenever they were filed, and '
  'when the oldest of them was filed; null when there is none.';

create view kpi_period as
select kind, first.starts_at as starts, next.starts_at as ends, first.day as first_day, next.day - 1 as last_day
from (values ('week'), ('month'), ('school_year')) as kinds (kind)
join kpi_calendar first on case kind
  when 'week' then extract(isodow from first.day) = 1
  when 'month' then extract(day from first.day) = 1
  else extract(day from first.day) = 1 and extract(month from first.day) = 9
end
join kpi_calendar next on next.day = case kind
  when 'week' then first.day + 7
  when 'month' then (first.day + interval '1 month')::date
  else (first.day + interval '1 year')::date
end
cross join (
  select coalesce(least((select min(created_at) from ticket), (select min(created_at) from task)), kpi_now()) as since
) as data
where first.starts_at <= kpi_now() and next.starts_at > data.since and next.starts_at > first.starts_at;

comment on view kpi_period is
  'Weeks (from Monday), months and school years (from 1 September) in the time zone of the school, from the first '
  'ticket or order until now. starts is included, ends is not; first_day and last_day are both included.';

create view kpi_task_period as
select p.kind, p.starts, p.ends, p.first_day, p.last_day, counted.*,
  100 * counted.on_time / nullif(counted.on_time + counted.late + counted.overdue, 0)::double precision
    as discipline_percent
from kpi_period p
cross join lateral (
  select
    k.responsible_id as person_id,
    case when grouping(k.responsible_id) = 0 then max(k.responsible_name) end as person_name,
    count(*) filter (where k.issued_at >= p.starts and k.issued_at < p.ends) as issued,
    count(*) filter (where due.is_due) as due,
    count(*) filter (where due.is_due and k.outcome in ('on_time', 'late')) as done,
    count(*) filter (where due.is_due and k.outcome = 'on_time') as on_time,
    count(*) filter (where due.is_due and k.outcome = 'late') as late,
    count(*) filter (where due.is_due and k.outcome = 'overdue') as overdue,
    count(*) filter (where due.is_due and k.outcome = 'awaiting_acceptance') as awaiting_acceptance,
    count(*) filter (where due.is_due and k.outcome = 'not_due') as not_due,
    count(*) filter (where due.is_due and k.returned > 0) as returned,
    count(*) filter (where due.is_due and k.moved > 0) as moved,
    avg(k.delay_seconds) filter (where due.is_due) as mean_delay_seconds
  from kpi_task k
  cross join lateral (select k.deadline >= p.starts and k.deadline < p.ends as is_due) as due
  where k.deadline >= p.starts and k.deadline < p.ends or k.issued_at >= p.starts and k.issued_at < p.ends
  group by grouping sets ((), (k.responsible_id))
  having grouping(k.responsible_id) = 1 or k.responsible_id is not null
) as counted;

comment on view kpi_task_period is
  'Orders per period and responsible person; person_id null: the school, also orders that nobody is responsible for. '
  'issued: given in the period. All else is about the orders whose deadline, as it is now, lies in the period: due = '
  'on_time + late + overdue + awaiting_acceptance + not_due (see kpi_task), done = on_time + late. returned, moved: '
  'orders sent back, or with a changed deadline, at least once. mean_delay_seconds: of those late and overdue. '
  'discipline_percent: of those decided (on_time, late, overdue) the share on time; null when there are none. An order '
  'that is not due yet, or waits for its acceptance, counts neither way.';

create view kpi_ticket_period as
select p.kind, p.starts, p.ends, p.first_day, p.last_day, counted.*,
  100 * counted.response_within / nullif(counted.response_within + counted.response_missed, 0)::double precision
    as response_within_percent,
  100 * counted.resolution_within / nullif(counted.resolution_within + counted.resolution_missed, 0)::double precision
    as resolution_within_percent
from kpi_period p
cross join lateral (
  select
    case grouping(k.category_id, k.place, k.specialist_id)
      when 3 then 'category' when 5 then 'place' when 6 then 'specialist' else 'total'
    end as slice,
    coalesce(k.category_id, k.specialist_id) as slice_id,
    case grouping(k.category_id, k.place, k.specialist_id)
      when 3 then max(k.category_ru) when 5 then k.place when 6 then max(k.specialist_name)
    end as slice_name,
    count(*) as filed,
    count(*) filter (where k.outcome = 'open') as open,
    count(*) filter (where k.outcome = 'resolved') as resolved,
    count(*) filter (where k.outcome = 'duplicate') as duplicates,
    count(*) filter (where k.outcome = 'cancelled') as cancelled,
    count(*) filter (where k.reopened > 0) as reopened,
    percentile_cont(0.5) within group (order by k.response_seconds) as response_median_seconds,
    percentile_cont(0.9) within group (order by k.response_seconds) as response_p90_seconds,
    count(*) filter (where k.response_within_target) as response_within,
    count(*) filter (where not k.response_within_target) as response_missed,
    percentile_cont(0.5) within group (order by k.resolution_seconds) as resolution_median_seconds,
    percentile_cont(0.9) within group (order by k.resolution_seconds) as resolution_p90_seconds,
    count(*) filter (where k.resolution_within_target) as resolution_within,
    count(*) filter (where not k.resolution_within_target) as resolution_missed,
    avg(k.rating::double precision) as mean_rating,
    count(k.rating) as rated,
    min(k.filed_at) filter (where k.outcome = 'open') as oldest_open_filed_at
  from kpi_ticket k
  where k.filed_at >= p.starts and k.filed_at < p.ends
  group by grouping sets ((), (k.category_id), (k.place), (k.specialist_id))
) as counted;

comment on view kpi_ticket_period is
  'Tickets filed in the period, as they are now, in slices: total, by category, by place as typed, by specialist '
  '(slice_id null: with nobody). filed = open + resolved + duplicates + cancelled (see kpi_ticket): the same tickets '
  'that an export of the period lists. reopened: sent back by the author at least once. Medians and 90th percentiles '
  'of working time interpolate between the two nearest, as MEDIAN and PERCENTILE of a spreadsheet do. '
  'within_percent: of those decided (within, or missed by an answer, a resolution or an open ticket) the share within '
  'target; null when there are none.';

-- Down Migration

drop view kpi_ticket_period, kpi_task_period, kpi_period, kpi_tickets_open, kpi_ticket, kpi_tasks_overdue,
  kpi_tasks_done, kpi_tasks_total, kpi_task;
drop function kpi_now;
drop index task_deadline;
