import type { Tx } from '../platform/postgres.ts'
import { recordAudit } from './audit-store.ts'
import type { Invite } from './invite.ts'
import { hashInviteCode, newInviteCode } from './invite-code.ts'
import { insertInvite } from './invites-store.ts'
import { lockActiveAdmins } from './people-store.ts'
import type { Role } from './person.ts'

export type InviteCreation =
  | { kind: 'forbidden' }
  /** The code is known here and now only: the database keeps its hash. */
  | { kind: 'created'; invite: Invite; code: string }

/** Makes an invite. One for admins works once, whatever was asked for: it must not go round. */
export async function createInvite(
  tx: Tx,
  command: { actorId: number; role: Role; maxUses: number; days: number; now: Date },
): Promise<InviteCreation> {
  const { actorId, role, days, now } = command
  const admins = await lockActiveAdmins(tx)
  if (!admins.some(({ id }) => id === actorId)) return { kind: 'forbidden' }
  const code = newInviteCode()
  const invite = await insertInvite(tx, {
    codeHash: hashInviteCode(code),
    role,
    createdBy: actorId,
    expiresAt: new Date(now.getTime() + days * 24 * 3600 * 1000),
    maxUses: role === 'admin' ? 1 : command.maxUses,
    now,
  })
  const details = { role, uses: invite.maxUses, days }
  await recordAudit(
    tx,
    { actorId, action: 'invite.created', subjectKind: 'invite', subjectId: invite.id, details },
    now,
  )
  return { kind: 'created', invite, code }
}
