/** Functions of Postgres's own that anybody may call and that are more than a calculation. */
export const reachedByAll = `
  select distinct proname as name from pg_proc
  where pronamespace = 'pg_catalog'::regnamespace and provolatile = 'v' and prokind = 'f'
    and prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
    and has_function_privilege(oid, 'execute')
  order by name`

/** Those that only look, change nothing but the own session, or ask for rights themselves before they act. */
export const harmless = new RegExp(
  `^(${[
    // they look
    'pg_stat_get_.*|pg_get_.*|pg_control_.*|pg_(current|last)_(wal|xact|committed).*|pg_xact_.*|txid_status',
    'pg_(database|tablespace|relation|table|indexes|total_relation)_size|pg_(database_)?collation_actual_version',
    'pg_(blocking_pids|safe_snapshot_blocking_pids|isolation_test_session_is_blocked|lock_status|prepared_xact)',
    'pg_(is_.*|jit_available|notification_queue_usage|partition_.*|available_wal_summaries|wal_summary_contents)',
    'pg_sequence_last_value|current_query|clock_timestamp|timeofday|amvalidate|ts_stat|ts_rewrite',
    // the own session, and chance
    'set_config|setseed|random.*|gen_random_uuid|uuidv[47]|array_(sample|shuffle)|pg_sleep.*',
    'pg_stat_(clear_snapshot|force_next_flush)|currval|lastval|(query|cursor)_to_xml.*',
    // the table, the sequence or the index must be his
    'nextval|setval|currtid2|brin_(de)?summarize.*|gin_clean_pending_list|pg_(clear|restore)_(attribute|relation)_stats',
    // for superusers, for replication, or for pg_upgrade alone, as they say themselves
    'pg_import_system_collations|pg_nextoid|pg_stop_making_pinned_objects|pg_extension_config_dump|binary_upgrade_.*',
    'pg_(create|copy|drop)_.*replication_slot|pg_(logical|replication)_slot_.*|pg_sync_replication_slots',
    // not to be called by SQL
    '.*handler|dsnowball_.*|plpgsql_.*|bernoulli|system',
  ].join('|')})$`,
)
