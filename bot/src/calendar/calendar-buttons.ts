import { z } from 'zod'
import { callbackData } from '../telegram/callback-data.ts'
import { firstYear, lastYear } from './calendar-years.ts'

/** A month as digits: 202611. */
const monthField = z.coerce
  .number()
  .int()
  .min(firstYear * 100 + 1)
  .max(lastYear * 100 + 12)
  .refine((digits) => digits % 100 >= 1 && digits % 100 <= 12)

/** A day as digits: 20261121. Whether there is such a day has still to be asked. */
const dayField = z.coerce
  .number()
  .int()
  .min(firstYear * 10_000)
  .max((lastYear + 1) * 10_000)

export const calendarMonthButton = callbackData('cal', { month: monthField })
export const calendarDayButton = callbackData('cal_day', { day: dayField })
export const calendarWeekButton = callbackData('cal_week', {})
export const typeDaysButton = callbackData('cal_type', {})
export const importDaysButton = callbackData('cal_import', {})
/** The days of the school year that begins in this year, as a file. */
export const exportDaysButton = callbackData('cal_export', {
  year: z.coerce
    .number()
    .int()
    .min(firstYear - 1)
    .max(lastYear),
})
