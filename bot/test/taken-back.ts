import sql, { raw } from 'sql-template-tag'
import type { Database, Tx } from '../src/platform/postgres.ts'

/** A database of which a transaction believes that it was committed, and nothing stays. */
export interface TakenBack {
  db: Database
  /** Whether a transaction since the last `forget` has changed any table, but for its claim, and what follows from others. */
  hasChanged(): boolean
  forget(): void
  /** Something was written that stays. */
  touched(): void
}

/** `last`: what is still to be done and seen before a transaction is taken back; `db` stands for it meanwhile. */
export async function takeBack(real: Database, last: (tx: Tx) => Promise<void>): Promise<TakenBack> {
  const tables = await real.many<{ name: string }>(sql`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and table_name not in ('telegram_update', 'pgmigrations', 'working_day')
    order by 1`)
  const digests = tables.map(
    ({ name }) => `(select coalesce(md5(string_agg(x::text, '|' order by x::text)), '') from ${name} x)`,
  )
  // a job that is queued answers later
  const all = [...digests, '(select count(*)::text from graphile_worker.jobs)'].join(' || ')
  const stateIn = async (tx: Tx) => (await tx.one<{ state: string }>(sql`select ${raw(all)} as state`)).state

  class TakenBackError extends Error {}
  /** The transaction while what it owes is delivered within it. */
  let under: Tx | undefined
  let changed = false
  /** Of the tables when nothing was done; what is written past the taking back makes it stale. */
  let untouched: string | undefined

  async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (under) return work(under)
    let result: { value: T } | undefined
    try {
      await real.transaction(async (tx) => {
        untouched ??= await stateIn(tx)
        result = { value: await work(tx) }
        changed ||= untouched !== (await stateIn(tx))
        under = tx
        await last(tx)
        throw new TakenBackError()
      })
    } catch (error) {
      if (!(error instanceof TakenBackError)) throw error
    } finally {
      under = undefined
    }
    if (result === undefined) throw new Error('the transaction did not end')
    return result.value
  }

  return {
    db: {
      pool: real.pool,
      many: (query) => (under ?? real).many(query),
      one: (query) => (under ?? real).one(query),
      maybeOne: (query) => (under ?? real).maybeOne(query),
      run: (query) => (under ?? real).run(query),
      transaction,
    },
    hasChanged: () => changed,
    forget() {
      changed = false
    },
    touched() {
      untouched = undefined
    },
  }
}
