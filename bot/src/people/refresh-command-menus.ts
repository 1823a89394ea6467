import { createHash } from 'node:crypto'
import type { Database, Db } from '../platform/postgres.ts'
import type { Api } from '../telegram/api.ts'
import { ApiError } from '../telegram/api-error.ts'
import { callDelivery, type Delivery } from '../telegram/deliver.ts'
import { type Owed, queue } from '../telegram/outbox.ts'
import { owedCommandMenu } from './command-menu.ts'
import { listMenuHolders, saveMenuPrints } from './command-menus-store.ts'
import { placeholderName } from './ensure-admins.ts'
import type { Menu } from './menu.ts'
import { lockPeople } from './people-store.ts'

const kind = 'command-menu'

/**
 * Owes everybody whose list of commands is another in this build the new one: Telegram shows the one it was given last,
 * and nobody presses /start after an update of the bot. Queued, so that the start does not wait for it.
 */
export async function refreshCommandMenus(db: Database, menu: Menu): Promise<void> {
  const seen = await listStale(db, menu)
  if (seen.length === 0) return
  await db.transaction(async (tx) => {
    await lockPeople(
      tx,
      seen.map(({ id }) => id),
    )
    // of two replicas that start at once the second finds nothing to do
    const stale = await listStale(tx, menu)
    await queue(
      tx,
      stale.map(({ owed }) => owed),
    )
    await saveMenuPrints(tx, stale)
  })
}

async function listStale(db: Db, menu: Menu): Promise<{ id: number; print: string; owed: Owed }[]> {
  const holders = await listMenuHolders(db)
  return holders.flatMap((holder) => {
    // he has not opened the bot yet: /start gives him his list
    if (holder.name === placeholderName) return []
    const owed = { ...owedCommandMenu(menu, holder), kind }
    const print = createHash('sha256').update(JSON.stringify(owed.payload)).digest('hex').slice(0, 16)
    return print === holder.print ? [] : { id: holder.id, print, owed }
  })
}

/** The call as any other, but nobody is told when a chat is not there: its person gets his list when he comes. */
export function commandMenuDeliveries(api: Api): Record<string, Delivery> {
  const call = callDelivery(api)
  return {
    async [kind](entry, signal) {
      try {
        await call(entry, signal)
      } catch (error) {
        if (!(error instanceof ApiError && error.kind === 'unreachable')) throw error
      }
    },
  }
}
