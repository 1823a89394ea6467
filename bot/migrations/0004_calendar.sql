-- Up Migration

-- The usual week. A weekday without a row is a day off. Filled at start from SCHOOL_HOURS.
create table working_hours (
  -- from 1, Monday, to 7, Sunday
  weekday smallint primary key check (weekday between 1 and 7),
  opens time not null,
  closes time not null check (closes > opens)
);

-- Days that differ from their weekday.
create table school_day (
  day date primary key,
  kind text not null check (kind in ('holiday', 'vacation', 'working')),
  opens time,
  closes time,
  name text not null check (length(name) between 1 and 100),
  -- where it is known from: a law, a file
  source text check (length(source) between 1 and 200),
  -- "is true": a check that comes out as null would be taken as passed
  constraint school_day_hours check (
    case kind when 'working' then (closes > opens) is true else opens is null and closes is null end
  )
);

-- The Russian public holidays of 2026 and 2027, on working weekdays and on weekends alike: a school may work on
-- Saturdays. By the Labour Code (article 112) 1 to 8 January, 23 February, 8 March, 1 and 9 May, 12 June and
-- 4 November are holidays; one on a weekend moves to the next working day, save those of January, which the
-- government moves by a decree: of 24.09.2025 No. 1466 for 2026, of 17.09.2026 No. 1187 for 2027.
-- Not here: the hour less on the day before a holiday (article 95), which is about pay and not about when the
-- school can be reached; vacations, which each school sets for itself; and what comes after 2027. An admin enters
-- or imports these, each autumn also the decree on the next year.
insert into school_day (day, kind, name, source)
select day, 'holiday', name, case source
    when 'code' then 'ст. 112 ТК РФ'
    when '2026' then 'Постановление Правительства РФ от 24.09.2025 № 1466'
    when '2027' then 'Постановление Правительства РФ от 17.09.2026 № 1187'
  end
from (values
  (date '2026-01-01', 'Новогодние каникулы', 'code'),
  ('2026-01-02', 'Новогодние каникулы', 'code'),
  ('2026-01-03', 'Новогодние каникулы', 'code'),
  ('2026-01-04', 'Новогодние каникулы', 'code'),
  ('2026-01-05', 'Новогодние каникулы', 'code'),
  ('2026-01-06', 'Новогодние каникулы', 'code'),
  ('2026-01-07', 'Рождество Христово', 'code'),
  ('2026-01-08', 'Новогодние каникулы', 'code'),
  ('2026-01-09', 'Выходной (перенос с 3 января)', '2026'),
  ('2026-02-23', 'День защитника Отечества', 'code'),
  ('2026-03-08', 'Международный женский день', 'code'),
  ('2026-03-09', 'Выходной (перенос с 8 марта)', 'code'),
  ('2026-05-01', 'Праздник Весны и Труда', 'code'),
  ('2026-05-09', 'День Победы', 'code'),
  ('2026-05-11', 'Выходной (перенос с 9 мая)', 'code'),
  ('2026-06-12', 'День России', 'code'),
  ('2026-11-04', 'День народного единства', 'code'),
  ('2026-12-31', 'Выходной (перенос с 4 января)', '2026'),
  ('2027-01-01', 'Новогодние каникулы', 'code'),
  ('2027-01-02', 'Новогодние каникулы', 'code'),
  ('2027-01-03', 'Новогодние каникулы', 'code'),
  ('2027-01-04', 'Новогодние каникулы', 'code'),
  ('2027-01-05', 'Новогодние каникулы', 'code'),
  ('2027-01-06', 'Новогодние каникулы', 'code'),
  ('2027-01-07', 'Рождество Христово', 'code'),
  ('2027-01-08', 'Новогодние каникулы', 'code'),
  ('2027-02-22', 'Выходной (перенос с 20 февраля)', '2027'),
  ('2027-02-23', 'День защитника Отечества', 'code'),
  ('2027-03-08', 'Международный женский день', 'code'),
  ('2027-05-01', 'Праздник Весны и Труда', 'code'),
  ('2027-05-03', 'Выходной (перенос с 1 мая)', 'code'),
  ('2027-05-09', 'День Победы', 'code'),
  ('2027-05-10', 'Выходной (перенос с 9 мая)', 'code'),
  ('2027-06-12', 'День России', 'code'),
  ('2027-06-14', 'Выходной (перенос с 12 июня)', 'code'),
  ('2027-11-04', 'День народного единства', 'code'),
  ('2027-11-05', 'Выходной (перенос со 2 января)', '2027'),
  ('2027-12-31', 'Выходной (перенос с 3 января)', '2027')
) as holiday (day, name, source);

-- Its day off was moved to the Monday. The hours are the usual ones of a school: admins change them.
insert into school_day (day, kind, opens, closes, name, source) values
  ('2027-02-20', 'working', '08:00', '18:00', 'Рабочая суббота (за 22 февраля)',
    'Постановление Правительства РФ от 17.09.2026 № 1187');

-- The calendar day by day for SQL, from 2020 to 2049, written by the bot (rebuild-calendar.ts), the only one who
-- knows when a day begins and what is working time. A day off opens and closes at its beginning.
create table working_day (
  starts_at timestamptz primary key,
  day date not null unique,
  opens timestamptz not null check (opens >= starts_at),
  closes timestamptz not null check (closes >= opens),
  -- working seconds from the first row to the opening of this day
  seconds_before bigint not null
);

create index working_day_seconds on working_day (seconds_before, starts_at);

-- One row: what working_day was written from, and whose word the usual week is.
create table calendar_build (
  one_row boolean primary key default true check (one_row),
  -- of time zone, week and special days; another one means another calendar
  fingerprint text not null default '',
  -- an admin has changed the week in the bot: the configuration has no say any more
  week_edited boolean not null default false
);

insert into calendar_build default values;

-- For other views, and for who may read nothing else.
create view kpi_calendar as select starts_at, day, opens, closes, seconds_before from working_day;

comment on view kpi_calendar is
  'The school calendar, one row per day from 2020 to 2049. opens = closes: a day off. seconds_before: working seconds '
  'from the first row to the opening of the day.';

-- Null before the first day of the calendar.
create function working_seconds_at(at timestamptz) returns double precision
language sql stable parallel safe
return (
  select d.seconds_before + greatest(date_part('epoch', least(at, d.closes) - d.opens), 0)
  from kpi_calendar d where d.starts_at <= at
  order by d.starts_at desc limit 1
);

comment on function working_seconds_at is 'Working seconds from the beginning of the calendar to an instant.';

create function working_seconds(since timestamptz, until timestamptz) returns double precision
language sql stable parallel safe
return case when until <= since then 0 else working_seconds_at(until) - working_seconds_at(since) end;

comment on function working_seconds is
  'Working seconds between two instants; 0 when the second is not after the first.';

-- Among the days that begin with less than is wanted, the last one is the day on which it is reached. A microsecond
-- of patience: sums of doubles must not slip from a closing to the next opening. Null after the last day.
create function add_working_seconds(since timestamptz, seconds double precision) returns timestamptz
language sql stable parallel safe
return case when seconds <= 0 then since else (
  select case
    when wanted.total - reached.seconds_before <= date_part('epoch', reached.closes - reached.opens) + 0.000001
    then least(reached.opens + make_interval(secs => wanted.total - reached.seconds_before), reached.closes)
  end
  -- "offset 0": to be counted once, not at each place where it is used
  from (select working_seconds_at(since) + seconds as total offset 0) as wanted,
  lateral (
    select d.opens, d.closes, d.seconds_before from kpi_calendar d
    where d.seconds_before < ceil(wanted.total - 0.000001)::bigint
    order by d.seconds_before desc, d.starts_at desc limit 1
  ) as reached
) end;

comment on function add_working_seconds is
  'The earliest instant by which so many working seconds have passed since an instant.';

-- Down Migration

drop function add_working_seconds, working_seconds, working_seconds_at;
drop view kpi_calendar;
drop table calendar_build, working_day, school_day, working_hours;
