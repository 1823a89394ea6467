import { ask } from '../../../bot/test/chat.ts'
import { until } from '../../../bot/test/until.ts'
import type { AlertSchool } from './alert-school.ts'
import type { Stack } from './stack.ts'

/** What a statement gives, as the superuser of the database or whoever is named. */
export async function sqlOf(
  stack: Stack,
  sql: string,
  { user = 'postgres', database = 'schoolbot' } = {},
): Promise<string> {
  const psql = ['psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-U', user, '-d', database, '-c', sql]
  return (await stack.compose('exec', '-T', 'postgres', ...psql)).trim()
}

/** Somebody holds a lock until others have waited four seconds for it, and all ask for a new ticket meanwhile. */
export async function waitForALock(stack: Stack, { teachers }: AlertSchool): Promise<void> {
  const locked = sqlOf(stack, holdLock)
  await Promise.race([until('the lock is held', () => isLocked(stack), slowly), locked])
  await Promise.all(teachers.map((teacher) => ask(teacher, '/new', 'С чем помочь')))
  await locked
}

const slowly = { withinMs: 60_000, everyMs: 100 }

const holdLock = `do $$
  begin
    lock table category;
    for tries in 1..600 loop
      exit when exists (select from pg_locks where relation = 'category'::regclass and not granted);
      perform pg_sleep(0.1);
    end loop;
    perform pg_sleep(4);
  end $$`

async function isLocked(stack: Stack): Promise<boolean> {
  const query = `select count(*) from pg_locks where relation = 'category'::regclass
    and mode = 'AccessExclusiveLock' and granted`
  return (await sqlOf(stack, query)) !== '0'
}

/** A table is not where the bot looks for it while people ask for a new ticket: an error for each of them. */
export async function failTimes(stack: Stack, { teachers }: AlertSchool, times: number): Promise<void> {
  await sqlOf(stack, 'alter table category rename to category_away')
  await Promise.all(teachers.slice(0, times).map((teacher) => ask(teacher, '/new', 'ошибк')))
  await sqlOf(stack, 'alter table category_away rename to category')
}
