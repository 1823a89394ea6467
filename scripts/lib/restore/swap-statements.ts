import { identifier, letIn, literal } from '../postgres/statements.ts'

/** `fresh` gets the name `present`; what has that name now, if anything has, is called `kept` from then on. */
export interface Swap {
  present: string
  fresh: string
  kept: string
  presentExists: boolean
  /** What is written on the kept one. */
  comment: string
}

/** Sessions that are told to end do so within so many seconds, or nothing is swapped. */
export const patience = 10
export const notExchanged = 'the databases could not be exchanged'

/**
 * What one psql is given at once, so that it goes on when whoever started it dies. Each statement is tried whatever became
 * of those before it: people are let in again in any case. The first prints a moment (seconds), and so does the last but
 * one. The last fails when nothing was exchanged: what psql ends with is of that one alone.
 */
export function swapStatements({ present, fresh, kept, presentExists, comment }: Swap): string[] {
  const old = presentExists ? [present] : []
  const names = [...old, fresh].map(literal).join(', ')
  const renames = [
    ...(presentExists
      ? [
          `comment on database ${identifier(present)} is ${literal(comment)}`,
          `alter database ${identifier(present)} rename to ${identifier(kept)}`,
        ]
      : []),
    `comment on database ${identifier(fresh)} is null`,
    `alter database ${identifier(fresh)} rename to ${identifier(present)}`,
  ]
  return [
    now,
    ...[...old, fresh].map((name) => `alter database ${identifier(name)} allow_connections false`),
    endSessions(names),
    // sent as one they are one transaction
    renames.join('; '),
    letIn([present, fresh, kept]),
    now,
    `do $$ begin
      if exists (select from pg_database where datname = ${literal(fresh)}) then
        raise exception ${literal(notExchanged)};
      end if;
    end $$`,
  ]
}

const now = 'select extract(epoch from clock_timestamp())'

const endSessions = (names: string) => `do $$ declare
  deadline constant timestamptz := clock_timestamp() + interval '${patience} seconds';
begin
  loop
    perform pg_terminate_backend(pid) from pg_stat_activity where datname in (${names});
    perform pg_sleep(0.02);
    -- it is a picture of one moment
    perform pg_stat_clear_snapshot();
    exit when not exists (select from pg_stat_activity where datname in (${names}));
    if clock_timestamp() > deadline then raise exception 'sessions do not end within ${patience} s'; end if;
  end loop;
end $$`
