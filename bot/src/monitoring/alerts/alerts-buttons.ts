import { z } from 'zod'
import { callbackData, pageField } from '../../telegram/callback-data.ts'
import { silencePeriods } from './silence-period.ts'

export const alertKeyField = z.string().regex(/^[0-9a-f]{12}$/)

/** What fires, a page of it. */
export const alertListButton = callbackData('alerts', { page: pageField })

/** One alert, with what can be done about it. */
export const alertButton = callbackData('alert', { key: alertKeyField })

export const muteAlertButton = callbackData('alert_mute', {
  key: alertKeyField,
  period: z.enum(silencePeriods),
})

export const unmuteAlertButton = callbackData('alert_unmute', { key: alertKeyField })
