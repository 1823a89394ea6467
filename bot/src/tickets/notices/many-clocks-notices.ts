import { menuButton } from '../../people/menu-buttons.ts'
import { findPerson, findPersonByTelegramId, listPeopleByRole } from '../../people/people-store.ts'
import type { Person } from '../../people/person.ts'
import type { Tx } from '../../platform/postgres.ts'
import { type Owed, owedMessages } from '../../telegram/outbox.ts'
import { workplaces } from '../cards/queue-cards.ts'
import type { Ticket } from '../ticket.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { clockNoticeTexts } from './clock-notice-texts.ts'

/**
 * One message to each about many tickets: of targets that are near to who works on them, or else to those who could
 * take them; of those that were missed to the admins.
 */
export async function owedOfManyClocks(
  tx: Tx,
  settings: TicketSettings,
  { near, missed }: { near: readonly Ticket[]; missed: readonly Ticket[] },
): Promise<Owed[]> {
  const owed: Owed[] = []
  if (missed.length > 0) {
    for (const admin of await listPeopleByRole(tx, ['admin'])) {
      owed.push(...message(admin.telegramId, admin, 'manyMissed', missed))
    }
  }
  const byAssignee = Map.groupBy(near, ({ assigneeId }) => assigneeId)
  const ofNobody = [...(byAssignee.get(null) ?? [])]
  for (const [assigneeId, tickets] of byAssignee) {
    const assignee = assigneeId === null ? undefined : await findPerson(tx, assigneeId)
    if (assignee?.status === 'active')
      owed.push(...message(assignee.telegramId, assignee, 'manyNear', tickets))
    else if (assigneeId !== null) ofNobody.push(...tickets)
  }
  if (ofNobody.length === 0) return owed
  for (const chatId of await workplaces(tx, settings)) {
    const reader = chatId < 0 ? undefined : await findPersonByTelegramId(tx, chatId)
    owed.push(...message(chatId, reader, 'manyNear', ofNobody))
  }
  return owed
}

/** The group, which is nobody, has no queue of its own to open. */
function message(
  chatId: number,
  reader: Person | undefined,
  words: 'manyNear' | 'manyMissed',
  tickets: readonly Ticket[],
): Owed[] {
  const texts = clockNoticeTexts[reader?.language ?? 'ru']
  const text = texts[words](tickets.map(({ id }) => id).sort((a, b) => a - b))
  const button = { text: texts.queue, data: menuButton.pack({ command: 'queue' }) }
  return owedMessages({ chatId, text, ...(reader ? { keyboard: { inline: [[button]] } } : {}) })
}
