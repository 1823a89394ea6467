import { createHash, randomBytes } from 'node:crypto'

const prefix = 'inv'

/** A code nobody can guess: 144 random bits in the letters that a link may carry. */
export function newInviteCode(): string {
  return randomBytes(18).toString('base64url')
}

/** What the database keeps of a code. The code is random, so a fast hash without salt tells nothing about it. */
export function hashInviteCode(code: string): string {
  return createHash('sha256').update(code).digest('base64url')
}

export function inviteLink(botUsername: string, code: string): string {
  return `https://t.me/${botUsername}?start=${prefix}_${code}`
}

/** The code in what stands behind /start, if it is that of an invite. */
export function inviteCodeOf(payload: string): string | undefined {
  return new RegExp(`^${prefix}_([\\w-]{1,60})$`).exec(payload)?.[1]
}
