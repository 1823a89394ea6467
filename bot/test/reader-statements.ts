/** A view of the figures is none that could be written to, or locked. */
const isView = '55000'

const locks = [
  'pg_advisory_lock',
  'pg_advisory_lock_shared',
  'pg_advisory_xact_lock',
  'pg_advisory_xact_lock_shared',
].flatMap((name) => [name, name.replace('pg_', 'pg_try_')])

/**
 * What somebody with the SQL of the dashboards may try, and the code of the refusal. The keys of the locks are those of a
 * person, of the poller and of a live job queue.
 */
export const readerStatements: readonly (readonly [statement: string, code?: string])[] = [
  ...locks.flatMap((name) => [[`select ${name}(700000001)`] as const, [`select ${name}(1001, 0)`] as const]),
  [`select pg_advisory_lock(1002, hashtext('worker'))`],
  ['select pg_advisory_lock(key) from generate_series(1, 1000000) as key'],
  ['select pg_advisory_unlock_all()'],

  [`select lo_from_bytea(0, 'x')`],
  ['select lo_creat(-1)'],
  ['select lo_create(0)'],
  ['select lo_open(1, 131072)'],
  [`select lo_put(1, 0, 'x')`],
  ['select lo_unlink(1)'],
  [`select lo_import('/etc/passwd')`],
  [`select lo_export(1, '/tmp/x')`],
  [`select lowrite(0, 'x')`],
  ['select lo_truncate(0, 1)'],
  [`select pg_logical_emit_message(false, 'x', repeat('x', 1000000))`],
  [`select pg_logical_emit_message(true, 'x', 'x'::bytea)`],
  [`select pg_notify('jobs:insert', repeat('x', 7000)) from generate_series(1, 1000000)`],
  ['select pg_export_snapshot()'],
  ['select pg_switch_wal()'],
  [`select pg_create_restore_point('x')`],
  [`select pg_create_physical_replication_slot('x', true)`],
  ['select pg_reload_conf()'],
  ['select pg_rotate_logfile()'],
  ['select pg_stat_reset()'],
  ['checkpoint'],

  ['select pg_terminate_backend(pid) from pg_stat_activity'],
  ['select pg_cancel_backend(pid) from pg_stat_activity'],
  ['do $$ begin loop perform 1; end loop; end $$'],
  [`do $$ begin execute 'notify jobs'; end $$`],

  ['set temp_file_limit = -1'],
  [`set log_min_duration_statement = 0`],
  [`set session_preload_libraries = 'auto_explain'`],
  ['alter role grafana_reader set temp_file_limit = -1'],
  ['alter role grafana_reader connection limit -1'],
  ['alter role grafana_reader superuser'],
  ['alter role grafana_reader createdb'],
  [`alter system set work_mem = '1GB'`],
  ['create role mine'],
  ['create database mine'],

  ['begin; lock table kpi_ticket in share row exclusive mode'],
  ['begin; lock table kpi_ticket in access exclusive mode'],
  ['begin; lock table ticket in access share mode'],
  ['select * from kpi_ticket for update'],
  ['select * from kpi_ticket for key share'],
  ['delete from kpi_ticket', isView],
  ['create temporary table mine (id integer)'],
  ['create table mine (id integer)'],
  ['create extension dblink'],
  ['create extension postgres_fdw'],
  [`copy (select 1) to program 'true'`],
  [`copy (select 1) to '/tmp/mine'`],
  [`create subscription mine connection 'host=example' publication mine`],
  [`begin; prepare transaction 'mine'`, isView],
  ['reindex system'],
]
