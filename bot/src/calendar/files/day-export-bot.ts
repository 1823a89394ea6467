import type { PersonContext } from '../../people/identify.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { exportDaysButton } from '../calendar-buttons.ts'
import { editorsOnly } from '../calendar-editors-only.ts'
import { listSchoolDays } from '../calendar-store.ts'
import { schoolYearOf } from '../day-range.ts'
import { importTexts } from './import-texts.ts'
import { orderDayFile } from './order-day-files.ts'

/** The special days of a school year as a file. */
export function createDayExportRouter(): Router<PersonContext> {
  const router = createRouter<PersonContext>('calendar_export')

  router.button(
    exportDaysButton,
    editorsOnly(async (ctx, { year }) => {
      const texts = importTexts[ctx.language]
      const days = await listSchoolDays(ctx.tx, schoolYearOf({ year, month: 9 }))
      if (days.length === 0) return ctx.ui.toast(texts.nothingToExport, { alert: true })
      const what = { kind: 'school_year', year } as const
      await orderDayFile(ctx.tx, { personId: ctx.person.id, language: ctx.language, what })
      ctx.ui.toast(texts.exportOnItsWay)
    }),
  )

  return router
}
