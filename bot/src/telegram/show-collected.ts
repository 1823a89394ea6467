import { randomBytes } from 'node:crypto'
import type { ErrorReports } from '../platform/error-report.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Api } from './api.ts'
import { ApiError } from './api-error.ts'
import type { UpdateContext } from './context.ts'
import type { InOrder } from './in-order.ts'
import { createPrompts } from './prompts.ts'
import { telegramTexts } from './telegram-texts.ts'
import type { CollectedUi } from './ui.ts'

/** The context as the intake made it: features see less of its UI. */
export type OwnContext = UpdateContext & { ui: CollectedUi }

export interface ShowCollectedDeps {
  api: Api
  afterCommit: InOrder
  metrics: Metrics
  errors: ErrorReports
}

/** Makes what sends the collected UI of an update, behind that of the person's updates before it. */
export function createShowCollected({
  api,
  afterCommit,
  metrics,
  errors,
}: ShowCollectedDeps): (ctx: OwnContext) => void {
  const prompts = createPrompts()

  async function show(ctx: OwnContext): Promise<void> {
    const shown = await ctx.ui.flush(
      api,
      (refusal) => {
        ctx.log.warn({ err: refusal, method: refusal.method, result: refusal.kind }, 'telegram refused')
        if (refusal.kind !== 'refused') return
        metrics.errors.inc({ source: 'telegram' })
        errors.report(refusal, { handler: ctx.handler, source: 'telegram' })
      },
      (error) => tellFailedWork(ctx, error),
    )
    await dropOldButtons(ctx, shown)
  }

  /** What was asked for is not there, and nothing else would say so. */
  function tellFailedWork(ctx: OwnContext, error: unknown): void {
    const errorId = randomBytes(4).toString('hex')
    ctx.log.error({ err: error, error_id: errorId, handler: ctx.handler }, 'work after the commit failed')
    metrics.errors.inc({ source: 'ui' })
    errors.report(error, { errorId, handler: ctx.handler, source: 'ui' })
    const texts = telegramTexts[ctx.language]
    if (ctx.callbackQuery) ctx.ui.toast(texts.failedToast(errorId), { alert: true })
    // as of an update that failed: never into a group
    else if (ctx.chat?.type === 'private') ctx.ui.send(texts.failed(errorId))
  }

  async function dropOldButtons(ctx: OwnContext, shown: number | undefined): Promise<void> {
    if (ctx.chat === undefined || ctx.from === undefined) return
    // the session is not there when the update failed before it was opened
    const session = (ctx as Partial<OwnContext>).session
    const pressed = ctx.callbackQuery?.message?.message_id
    // a card that a press has changed in its place, apart from the dialogue, is no question of it
    const isAside = shown === pressed && session?.isChanged === false
    const after = { shown: isAside ? undefined : shown, asks: session?.asks ?? false }
    const old = prompts.settle(`${ctx.chat.id}:${ctx.from.id}`, after)
    // what was pressed shows the answer to the press already
    if (old === undefined || old === pressed) return
    const payload = { chat_id: ctx.chat.id, message_id: old, reply_markup: { inline_keyboard: [] } }
    await api.call('editMessageReplyMarkup', payload, { timeoutMs: 5_000 }).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error
    })
  }

  return (ctx) => {
    const handler = ctx.handler
    void afterCommit.run(ctx.from?.id ?? ctx.chat?.id ?? 0, () =>
      show(ctx).catch((error: unknown) => {
        ctx.log.error({ err: error, handler }, 'the answer was not shown')
        metrics.errors.inc({ source: 'ui' })
        errors.report(error, { handler, source: 'ui' })
      }),
    )
  }
}
