import { type PostgresServer, readJson } from '../postgres/postgres-server.ts'
import { type Setup, StepError } from '../steps/step.ts'

/** Who did something after a moment, of those who can be written to. */
const people = `
  select coalesce(json_agg(distinct telegram_id), '[]') from public.person
  where status = 'active' and unreachable_since is null and id in (
    select author_id from public.ticket where created_at > :'since'
    union select author_id from public.ticket_message where created_at > :'since'
    union select actor_id from public.ticket_event where at > :'since'
    union select creator_id from public.task where created_at > :'since'
    union select author_id from public.task_message where created_at > :'since'
    union select actor_id from public.task_event where at > :'since'
    union select actor_id from public.audit_event where at > :'since')`

/**
 * Tells people whose work was lost, once: it is in a database that was replaced, or in several, when earlier runs were
 * broken off. That it cannot be done is a warning, for the school works.
 */
export async function tellPeople(
  setup: Setup,
  server: PostgresServer,
  { replaced, takenAt, newest }: { replaced: readonly string[]; takenAt: Date; newest: Date },
): Promise<void> {
  try {
    const since = newest.toISOString()
    const found = await Promise.all(
      replaced.map((name) => readJson<number[]>(server, name, people, { since })),
    )
    const ids = [...new Set(found.flat())]
    if (ids.length === 0) return
    const command = ['node', 'src/main.ts', 'restored', '--taken-at', takenAt.toISOString()]
    await setup.compose(['run', '--rm', '-T', '--no-deps', 'migrate', ...command], {
      input: ids.map((id) => `${id}\n`).join(''),
    })
    setup.say(`Told ${ids.length} people who had done something after the backup`)
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    setup.say(`WARNING: people could not be told what they have lost: ${error.message}`)
  }
}
