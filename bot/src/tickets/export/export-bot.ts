import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { PersonContext } from '../../people/identify.ts'
import { may } from '../../people/person.ts'
import { formatLocalDate } from '../../platform/format-date.ts'
import { createLocalClock } from '../../platform/local-date.ts'
import type { Html } from '../../telegram/html.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import { inRows, type Keyboard } from '../../telegram/keyboard.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { fsmState } from '../../telegram/session.ts'
import { exportBackButton, exportFormatButton, exportPeriodButton } from './export-buttons.ts'
import {
  type ExportPeriod,
  exportPeriodShape,
  instantsOf,
  namedPeriods,
  periodOf,
  typedPeriod,
} from './export-period.ts'
import { countTicketsFiled } from './export-store.ts'
import { exportTexts } from './export-texts.ts'
import { maxXlsxRows } from './export-xlsx.ts'
import { orderExport } from './order-export.ts'

/** The person is asked for the days. */
const askingDates = fsmState('export_dates', z.object({}))
/** The person is asked for the format. */
const askingFormat = fsmState(
  'export_format',
  z.object({ exportId: z.string(), period: exportPeriodShape, tickets: z.number() }),
)

/** /export: the period, the format, and the file is on its way. */
export function createExportRouter(deps: { timezone: string }): Router<PersonContext> {
  const router = createRouter<PersonContext>('export')

  router.command('export', (ctx) => {
    if (mayExport(ctx)) ctx.ui.send(exportTexts[ctx.language].askPeriod, periodKeyboard(ctx))
  })

  router.button(exportBackButton, (ctx) => {
    if (mayExport(ctx)) ctx.ui.show(exportTexts[ctx.language].askPeriod, periodKeyboard(ctx))
  })

  router.button(exportPeriodButton, async (ctx, { period }) => {
    if (!mayExport(ctx)) return
    if (period !== 'own') {
      const today = createLocalClock(deps.timezone).localTimeOf(ctx.now)
      return askFormat(ctx, periodOf(period, today))
    }
    ctx.session.set(askingDates, {})
    ctx.ui.show(exportTexts[ctx.language].askDates, backKeyboard(ctx))
  })

  router.step(askingDates, async (ctx, _data, message) => {
    if (!mayExport(ctx)) return
    const typed = typedPeriod(message.text ?? '')
    if (typed.kind === 'period') await askFormat(ctx, typed.period)
    else ctx.ui.send(exportTexts[ctx.language].dates[typed.kind], backKeyboard(ctx))
  })

  router.button(exportFormatButton, async (ctx, { exportId, format }) => {
    if (!mayExport(ctx)) return
    const texts = exportTexts[ctx.language]
    const chosen = ctx.session.get(askingFormat)
    if (chosen?.exportId !== exportId || (format === 'xlsx' && chosen.tickets > maxXlsxRows)) {
      ctx.ui.toast(texts.stale)
      return
    }
    const { period } = chosen
    ctx.session.clear()
    await orderExport(ctx.tx, ctx.person, { period, format, language: ctx.language }, ctx.now)
    ctx.ui.show(texts.making(...daysOf(period)))
  })

  async function askFormat(ctx: PersonContext, period: ExportPeriod): Promise<void> {
    const texts = exportTexts[ctx.language]
    const tickets = await countTicketsFiled(ctx.tx, instantsOf(period, createLocalClock(deps.timezone)))
    if (tickets === 0) {
      ctx.session.clear()
      ctx.ui.show(texts.nothing(...daysOf(period)), periodKeyboard(ctx))
      return
    }
    const exportId = randomBytes(4).toString('hex')
    ctx.session.set(askingFormat, { exportId, period, tickets })
    const tooMany = tickets > maxXlsxRows
    const formats = tooMany ? (['csv'] as const) : (['xlsx', 'csv'] as const)
    const buttons = formats.map((format) => ({
      text: texts.formats[format],
      data: exportFormatButton.pack({ exportId, format }),
    }))
    const question = texts.askFormat(...daysOf(period), tickets, tooMany, maxXlsxRows)
    ctx.ui.show(question, { inline: [buttons, ...backKeyboard(ctx).inline] })
  }

  return router
}

/** Says why not, when not. */
function mayExport(ctx: PersonContext): boolean {
  const refuse = (text: Html) => {
    ctx.ui.send(text)
    return false
  }
  if (!may(ctx.person, 'export_tickets')) return refuse(exportTexts[ctx.language].notAllowed)
  return isPrivate(ctx) || refuse(exportTexts[ctx.language].onlyPrivate)
}

function periodKeyboard({ language }: PersonContext): Keyboard {
  const texts = exportTexts[language]
  const buttons = [...namedPeriods, 'own' as const].map((period) => ({
    text: texts.periods[period],
    data: exportPeriodButton.pack({ period }),
  }))
  return { inline: inRows(buttons, 2) }
}

function backKeyboard({ language }: PersonContext) {
  return { inline: [[{ text: exportTexts[language].back, data: exportBackButton.pack({}) }]] }
}

const daysOf = ({ from, to }: ExportPeriod): [from: string, to: string] => [
  formatLocalDate(from),
  formatLocalDate(to),
]
