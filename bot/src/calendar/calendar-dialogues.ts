import { z } from 'zod'
import { fsmState, type Session } from '../telegram/session.ts'
import type { RangeChange } from './day-change.ts'

const minutes = z.number().int()
const hours = z.object({ opens: minutes, closes: minutes })
const day = z.object({ year: z.number(), month: z.number(), day: z.number() })
const range = z.object({ from: day, to: day })
const rangeChange: z.ZodType<RangeChange> = z.object({
  range,
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['holiday', 'vacation']), name: z.string() }),
    z.object({ kind: z.literal('working'), name: z.string(), hours }),
    z.object({ kind: z.literal('usual') }),
  ]),
})
const dialogueId = z.string()

/** An admin is asked for the usual hours of weekdays. */
export const weekDialogue = fsmState('calendar_week', z.object({ dialogueId, weekdays: z.array(z.number()) }))
export type WeekDialogue = z.infer<typeof weekDialogue.schema>

/** An admin is asked which days, what they are, their hours, their name, and whether it is right. */
export const daysDialogue = fsmState(
  'calendar_days',
  z.discriminatedUnion('step', [
    z.object({ step: z.literal('dates'), dialogueId }),
    z.object({ step: z.literal('kind'), dialogueId, range }),
    z.object({ step: z.literal('hours'), dialogueId, range }),
    z.object({
      step: z.literal('name'),
      dialogueId,
      range,
      what: z.discriminatedUnion('kind', [
        z.object({ kind: z.enum(['holiday', 'vacation']) }),
        z.object({ kind: z.literal('working'), hours }),
      ]),
      /** On the buttons, which have their numbers. */
      names: z.array(z.string()),
    }),
    // `seen`: fingerprint of the calendar on which it was decided
    z.object({ step: z.literal('confirm'), dialogueId, change: rangeChange, seen: z.string() }),
  ]),
)
export type DaysDialogue = z.infer<typeof daysDialogue.schema>

/** An admin is asked for a file, and then whether it is right; `importId`: of the last file he sent. */
export const importDialogue = fsmState('calendar_import', z.object({ importId: z.string().nullable() }))
export type ImportDialogue = z.infer<typeof importDialogue.schema>

const dialogues: readonly string[] = [weekDialogue.name, daysDialogue.name, importDialogue.name]

/** Ends the dialogue about the calendar, if that is where somebody is. */
export function leaveCalendarDialogue(session: Session): void {
  if (session.active !== undefined && dialogues.includes(session.active)) session.clear()
}
