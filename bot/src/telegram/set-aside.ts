import { randomBytes } from 'node:crypto'
import type { Update } from 'telegraf/types'
import type { ErrorReports } from '../platform/error-report.ts'
import { TransientFault } from '../platform/fault.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Database } from '../platform/postgres.ts'
import { queueMessages } from './outbox.ts'
import type { OwnContext } from './show-collected.ts'
import { telegramTexts } from './telegram-texts.ts'
import { claimUpdate, markSetAside } from './updates-store.ts'

export interface SetAsideDeps {
  db: Database
  log: Log
  metrics: Metrics
  errors: ErrorReports
}

/** What is told of an update that failed, beside its error. */
export interface FailedUpdate {
  /** Whose it is: the key of its claim. */
  key: number
  /** Its type, as a label. */
  type: string
}

/**
 * Records an update as failed: whoever waits for an answer gets the id of the error, GlitchTip one report, and the next
 * update goes on. False when it was handled before. It fails only while the database is away.
 */
export async function setAside(
  deps: SetAsideDeps,
  ctx: OwnContext,
  { key, type }: FailedUpdate,
  error: unknown,
): Promise<boolean> {
  const errorId = newErrorId()
  const { update_id: updateId } = ctx.update
  const texts = telegramTexts[ctx.language]
  ctx.ui.discard()
  try {
    const recorded = await deps.db.transaction(async (tx) => {
      if (!(await claimUpdate(tx, key, updateId))) return false
      await markSetAside(tx, updateId, errorId)
      // only where a person waits for an answer: never into a group
      const waiting = ctx.chat?.type === 'private' && !ctx.myChatMember && Number.isSafeInteger(ctx.chat.id)
      if (waiting) await queueMessages(tx, [{ chatId: ctx.chat.id, text: texts.failed(errorId) }])
      return true
    })
    if (!recorded) return false
  } catch (fault) {
    if (fault instanceof TransientFault) throw fault
    // not even where to answer can be read of it
    return setAsideUnread(deps, ctx.update, { key, type }, error)
  }
  note(deps, { updateId, errorId, handler: ctx.handler, type }, error)
  ctx.ui.toast(texts.failedToast(errorId), { alert: true })
  return true
}

/** The same for an update of which nothing can be read but its id: nobody can be told. */
export async function setAsideUnread(
  deps: SetAsideDeps,
  { update_id: updateId }: Update,
  { key, type }: FailedUpdate,
  error: unknown,
): Promise<boolean> {
  const errorId = newErrorId()
  const recorded = await deps.db.transaction(async (tx) => {
    if (!(await claimUpdate(tx, key, updateId))) return false
    await markSetAside(tx, updateId, errorId)
    return true
  })
  if (recorded) note(deps, { updateId, errorId, handler: '', type }, error)
  return recorded
}

function note(
  deps: SetAsideDeps,
  { updateId, errorId, handler, type }: { updateId: number; errorId: string; handler: string; type: string },
  error: unknown,
): void {
  deps.log.error({ err: error, update_id: updateId, error_id: errorId, handler }, 'update set aside')
  deps.metrics.errors.inc({ source: 'handler' })
  deps.metrics.setAside.inc()
  deps.errors.report(error, { errorId, handler, updateType: type, source: 'handler' })
}

const newErrorId = () => randomBytes(4).toString('hex')
