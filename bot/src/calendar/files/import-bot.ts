import { randomBytes } from 'node:crypto'
import type { PersonContext } from '../../people/identify.ts'
import { personNameFrom } from '../../people/person-name.ts'
import { createLocalClock } from '../../platform/local-date.ts'
import { shorten } from '../../telegram/html.ts'
import type { Incoming } from '../../telegram/incoming.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { importDaysButton } from '../calendar-buttons.ts'
import { type ImportDialogue, importDialogue } from '../calendar-dialogues.ts'
import { answer, editorsOnly } from '../calendar-editors-only.ts'
import { calendarTexts } from '../calendar-texts.ts'
import { holdsFrom } from '../holds-from.ts'
import { monthView, readerOf } from '../month-view.ts'
import { decideImportButton, exampleFileButton } from './import-buttons.ts'
import { importDays } from './import-days.ts'
import { maxFileBytes } from './import-limits.ts'
import { importTexts } from './import-texts.ts'
import { importQuestion, waitingKeyboard } from './import-view.ts'
import { orderDayFile, orderDayImport } from './order-day-files.ts'

const maxFileName = 100

/** A file is asked for, read by the worker, and taken into the calendar after a yes. */
export function createImportRouter({ timezone }: { timezone: string }): Router<PersonContext> {
  const router = createRouter<PersonContext>('calendar_import')
  const todayOf = (ctx: PersonContext) => createLocalClock(timezone).localTimeOf(ctx.now)

  router.button(
    importDaysButton,
    editorsOnly((ctx) => {
      ctx.session.set(importDialogue, { importId: null })
      ctx.ui.show(importTexts[ctx.language].ask, waitingKeyboard(todayOf(ctx), ctx.language))
    }),
  )

  router.button(
    exampleFileButton,
    editorsOnly(async (ctx) => {
      const order = { personId: ctx.person.id, language: ctx.language, what: { kind: 'example' } } as const
      await orderDayFile(ctx.tx, order)
      ctx.ui.toast(importTexts[ctx.language].exampleOnItsWay)
    }),
  )

  router.step(
    importDialogue,
    editorsOnly(async (ctx, { importId: before }: ImportDialogue, message: Incoming) => {
      const texts = importTexts[ctx.language]
      const file = fileOf(ctx, message)
      switch (file.kind) {
        case 'none':
          return ctx.ui.send(before === null ? texts.notAFile : texts.waitForButton)
        case 'album':
          return ctx.ui.send(texts.oneFile)
        case 'too_large':
          return ctx.ui.send(texts.tooLarge)
        case 'file': {
          const importId = randomBytes(4).toString('hex')
          const { fileId, fileName } = file
          const order = { personId: ctx.person.id, language: ctx.language, importId, fileId, fileName }
          if (!(await orderDayImport(ctx.tx, order))) {
            ctx.session.clear()
            return answer(ctx, calendarTexts[ctx.language].refusals.not_allowed)
          }
          ctx.session.set(importDialogue, { importId })
          return ctx.ui.send(texts.checking)
        }
        default:
          return file satisfies never
      }
    }),
  )

  router.button(decideImportButton, async (ctx, { importId, answer: decision }) => {
    const texts = importTexts[ctx.language]
    if (ctx.session.get(importDialogue)?.importId !== importId) {
      ctx.ui.toast(calendarTexts[ctx.language].stale)
      return
    }
    if (decision === 'yes') return take(ctx, importId)
    ctx.session.clear()
    ctx.ui.toast(texts.left)
    await showMonth(ctx, todayOf(ctx))
  })

  async function take(ctx: PersonContext, importId: string): Promise<void> {
    const { language } = ctx
    const texts = importTexts[language]
    const command = { actorId: ctx.person.id, importId, now: ctx.now }
    const imported = await importDays(ctx.tx, { timezone }, command)
    switch (imported.kind) {
      case 'imported': {
        ctx.session.clear()
        const holds = holdsFrom(imported.range, todayOf(ctx), language)
        ctx.ui.toast(`${texts.imported(imported.days)} ${holds}`)
        return showMonth(ctx, imported.range.from)
      }
      case 'outdated': {
        const { plan, fileName } = imported
        const question = importQuestion(plan, { importId, fileName, today: todayOf(ctx), language })
        // somebody else has written the same: nothing is left to be asked
        if (question === undefined) return tellUnchanged(ctx)
        ctx.ui.toast(texts.outdated, { alert: true })
        return ctx.ui.show(question.text, question.keyboard)
      }
      case 'unchanged':
        return tellUnchanged(ctx)
      case 'gone':
        ctx.session.clear()
        return ctx.ui.toast(calendarTexts[language].stale)
      case 'not_allowed':
      case 'never_open':
      case 'too_long':
      case 'out_of_calendar':
      case 'wrong_order':
        ctx.session.clear()
        return ctx.ui.toast(calendarTexts[language].refusals[imported.kind], { alert: true })
      default:
        return imported satisfies never
    }
  }

  function tellUnchanged(ctx: PersonContext): Promise<void> {
    ctx.session.clear()
    ctx.ui.toast(calendarTexts[ctx.language].unchanged)
    return showMonth(ctx, todayOf(ctx))
  }

  async function showMonth(ctx: PersonContext, month: { year: number; month: number }): Promise<void> {
    const { text, keyboard } = await monthView(ctx.tx, readerOf(ctx, timezone), month)
    ctx.ui.show(text, keyboard)
  }

  return router
}

type SentFile = { kind: 'none' | 'album' | 'too_large' } | { kind: 'file'; fileId: string; fileName: string }

/** The file in a message, as far as it can be judged before it is fetched. */
function fileOf(ctx: PersonContext, { attachment, mediaGroupId }: Incoming): SentFile {
  const document = ctx.message && 'document' in ctx.message ? ctx.message.document : undefined
  if (attachment?.kind !== 'document' || document === undefined) return { kind: 'none' }
  if (mediaGroupId !== undefined) return { kind: 'album' }
  if ((document.file_size ?? 0) > maxFileBytes) return { kind: 'too_large' }
  const fileName = shorten(personNameFrom(document.file_name ?? '') ?? 'calendar', maxFileName)
  return { kind: 'file', fileId: attachment.fileId, fileName }
}
