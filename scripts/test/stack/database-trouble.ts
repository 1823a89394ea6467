import { ask } from '../../../bot/test/chat.ts'
import type { AlertSchool } from './alert-school.ts'
import type { Stack } from './stack.ts'

/** What a statement gives, as the superuser of the database. */
export async function sqlOf(stack: Stack, sql: string): Promise<string> {
  const psql = ['psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-U', 'postgres', '-d', 'schoolbot', '-c', sql]
  return (await stack.compose('exec', '-T', 'postgres', ...psql)).trim()
}

/** Somebody holds a lock for five seconds, and all who ask for a new ticket meanwhile wait for it. */
export async function waitForALock(stack: Stack, { teachers }: AlertSchool): Promise<void> {
  const locked = sqlOf(stack, 'begin; lock table category; select pg_sleep(5); commit')
  await untilLocked(stack)
  await Promise.all(teachers.map((teacher) => ask(teacher, '/new', 'С чем помочь')))
  await locked
}

async function untilLocked(stack: Stack): Promise<void> {
  const query = `select count(*) from pg_locks where relation = 'category'::regclass
    and mode = 'AccessExclusiveLock' and granted`
  while ((await sqlOf(stack, query)) === '0');
}

/** A table is not where the bot looks for it while five people ask for a new ticket. */
export async function failFiveTimes(stack: Stack, { teachers }: AlertSchool): Promise<void> {
  await sqlOf(stack, 'alter table category rename to category_away')
  await Promise.all(teachers.slice(0, 5).map((teacher) => ask(teacher, '/new', 'ошибк')))
  await sqlOf(stack, 'alter table category_away rename to category')
}
