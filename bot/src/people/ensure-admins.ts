import type { Database } from '../platform/postgres.ts'
import { recordAudit } from './audit-store.ts'
import { admitPerson, findPersonByTelegramId } from './people-store.ts'

/** For an admin who has not opened the bot yet: /start asks him for his name. */
export const placeholderName = 'Администратор'

/**
 * Lets in the admins that the configuration names. Who is an active admin already is left as he is; who was blocked or
 * has left comes back, because the configuration is what ops trust when nobody else can help.
 */
export async function ensureAdmins(db: Database, telegramIds: readonly number[], now: Date): Promise<void> {
  for (const telegramId of telegramIds) {
    const known = await findPersonByTelegramId(db, telegramId)
    if (known?.role === 'admin' && known.status === 'active') continue
    await db.transaction(async (tx) => {
      const admin = await admitPerson(tx, {
        telegramId,
        name: known?.name ?? placeholderName,
        role: 'admin',
        language: known?.language ?? 'ru',
      })
      const details = { from: known?.role ?? null, to: 'admin', by: 'configuration' }
      await recordAudit(
        tx,
        { actorId: null, action: 'person.admitted', subjectKind: 'person', subjectId: admin.id, details },
        now,
      )
    })
  }
}
