import { listPeopleByRole } from '../../people/people-store.ts'
import type { Person } from '../../people/person.ts'
import type { Language } from '../../platform/language.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { Html } from '../../telegram/html.ts'
import type { Owed } from '../../telegram/outbox.ts'
import type { ClockKind } from '../clocks/clock-state.ts'
import { noticeClockWords } from '../clocks/clock-words.ts'
import { isClockAction } from '../clocks/clocks.ts'
import type { TicketChange } from '../ticket-change.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { clockNoticeTexts } from './clock-notice-texts.ts'
import { owedWordToQueue } from './queue-notices.ts'
import { openRow, owedNotice, type Parties, workRow } from './ticket-notice.ts'

/**
 * A target that is near is told to who works on the ticket, or else to those who could take it; one that was missed,
 * to the admins.
 */
export async function owedOfClocks(
  tx: Tx,
  settings: TicketSettings,
  { action, after, clocks }: TicketChange,
  { assignee }: Parties,
): Promise<Owed[]> {
  if (clocks === undefined || !isClockAction(action)) return []
  const { id, place } = after
  const { timezone } = settings
  const clock = (of: ClockKind, language: Language) =>
    noticeClockWords(of, clocks[of], { language, timezone })
  const toQueue = (text: (language: Language) => Html) =>
    owedWordToQueue(tx, settings, after, { words: (_, language) => text(language) })
  const to = (people: readonly Person[], text: (language: Language) => Html, buttons = openRow(after)) =>
    people.flatMap((one) => owedNotice({ to: one, text: (_, language) => text(language), buttons }, id))
  switch (action) {
    case 'warn_response':
      return toQueue((language) =>
        clockNoticeTexts[language].responseNear(id, place, clock('response', language)),
      )
    case 'warn_resolution': {
      const text = (language: Language) =>
        clockNoticeTexts[language].resolutionNear(id, place, clock('resolution', language), assignee?.name)
      return assignee ? to([assignee], text, workRow(after)) : toQueue(text)
    }
    case 'breach_response':
      return to(await listPeopleByRole(tx, ['admin']), (language) =>
        clockNoticeTexts[language].responseMissed(id, place, clock('response', language)),
      )
    case 'breach_resolution':
      return to(await listPeopleByRole(tx, ['admin']), (language) =>
        clockNoticeTexts[language].resolutionMissed(id, place, clock('resolution', language), assignee?.name),
      )
    default:
      return action satisfies never
  }
}
