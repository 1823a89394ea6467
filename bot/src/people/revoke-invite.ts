import type { Tx } from '../platform/postgres.ts'
import { recordAudit } from './audit-store.ts'
import type { Invite } from './invite.ts'
import { revokeInviteRow } from './invites-store.ts'
import { lockActiveAdmins } from './people-store.ts'

export type InviteRevocation =
  | { kind: 'forbidden' }
  /** Unknown, or revoked before. */
  | { kind: 'not_live' }
  | { kind: 'revoked'; invite: Invite }

/** Makes a link worthless from now on. Who came by it stays. */
export async function revokeInvite(
  tx: Tx,
  { actorId, inviteId, now }: { actorId: number; inviteId: number; now: Date },
): Promise<InviteRevocation> {
  const admins = await lockActiveAdmins(tx)
  if (!admins.some(({ id }) => id === actorId)) return { kind: 'forbidden' }
  const invite = await revokeInviteRow(tx, inviteId, now)
  if (invite === undefined) return { kind: 'not_live' }
  const details = { role: invite.role, used: invite.used }
  await recordAudit(
    tx,
    { actorId, action: 'invite.revoked', subjectKind: 'invite', subjectId: invite.id, details },
    now,
  )
  return { kind: 'revoked', invite }
}
