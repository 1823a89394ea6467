import type { Role } from './person.ts'

/** A link that lets people in. Its code is known only to those who got the link. */
export interface Invite {
  id: number
  role: Role
  createdBy: number
  expiresAt: Date
  maxUses: number
  used: number
  revokedAt: Date | null
}

export type InviteState = 'live' | 'revoked' | 'used_up' | 'expired'

export function stateOf(invite: Invite, now: Date): InviteState {
  if (invite.revokedAt !== null) return 'revoked'
  if (invite.used >= invite.maxUses) return 'used_up'
  if (invite.expiresAt <= now) return 'expired'
  return 'live'
}

export const usesOffered = [1, 5, 30, 100] as const
export const daysOffered = [1, 7, 30] as const
