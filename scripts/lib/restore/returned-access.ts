import { type PostgresServer, readJson } from '../postgres/postgres-server.ts'
import { StepError } from '../steps/step.ts'

/** Who may do less, by Telegram ids, and which invites are good for nothing any more. */
interface Taken {
  people: { id: number; access: string }[]
  invites: number[]
}

const taken = `
  select json_build_object(
    'people', (select coalesce(json_agg(json_build_object('id', telegram_id, 'access', status || ' ' || role)), '[]')
      from public.person),
    'invites', (select coalesce(json_agg(id), '[]') from public.invite
      where revoked_at is not null and expires_at > now()))`

/**
 * A copy knows nothing of access that was taken away since. That is not changed behind the admins' backs, for what hangs
 * on it is not as it was either; it is said, so that they can do it again.
 */
export async function warnOfReturnedAccess(
  server: PostgresServer,
  { present, replaced }: { present: string; replaced: string },
  say: (line: string) => void,
): Promise<void> {
  try {
    const [now, before] = await Promise.all([
      readJson<Taken>(server, present, taken),
      readJson<Taken>(server, replaced, taken),
    ])
    for (const line of returnedAccess(now, before)) say(line)
  } catch (error) {
    // of a database that cannot be read it is not known
    if (!(error instanceof StepError)) throw error
  }
}

export function returnedAccess(now: Taken, before: Taken): string[] {
  const was = new Map(before.people.map(({ id, access }) => [id, access]))
  const different = now.people.filter(({ id, access }) => (was.get(id) ?? access) !== access)
  const back = different.filter(
    ({ id, access }) => access.startsWith('active') && !was.get(id)?.startsWith('active'),
  )
  const revoked = before.invites.filter((id) => !now.invites.includes(id))
  return [
    ...(back.length > 0
      ? [
          `WARNING: ${back.length} people whose access was taken away after the backup have it again: see /people in the bot`,
        ]
      : []),
    ...(different.length > back.length
      ? [
          `WARNING: ${different.length - back.length} people have the role or the access again that they had at the backup: see /people in the bot`,
        ]
      : []),
    ...(revoked.length > 0
      ? [
          `WARNING: ${revoked.length} invites that were revoked after the backup are good again: see /invite in the bot`,
        ]
      : []),
  ]
}
