import { z } from 'zod'
import { alertKeyField } from './alerts-buttons.ts'
import { silencePeriods } from './silence-period.ts'

/** What an admin wants by a press, as its job keeps it: numbers and short words, nothing of a person. */
export const silencingOrder = z.object({
  actorId: z.int(),
  /** Of the alert. */
  key: alertKeyField,
  /** For how long it is muted; `unmute`: not any more. */
  change: z.enum([...silencePeriods, 'unmute']),
  chatId: z.int(),
  /** To be answered once all is done. */
  press: z.object({ id: z.string(), messageId: z.int() }),
})

export type SilencingOrder = z.output<typeof silencingOrder>
