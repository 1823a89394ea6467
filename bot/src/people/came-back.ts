import type { Owed } from '../telegram/outbox.ts'

/**
 * Entries of the outbox for somebody whom the bot may write to again: what he was owed meanwhile is gone. Each kind of
 * work has its own delivery, which shows him what he has to do now.
 */
export const cameBackKinds = { orders: 'orders-anew', tickets: 'tickets-anew' } as const

export function owedToWhoCameBack(chatId: number): Owed[] {
  return Object.values(cameBackKinds).map((kind) => ({ chatId, kind, payload: {} }))
}
