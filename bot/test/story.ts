import assert from 'node:assert/strict'
import type { ChatPage } from './chat-page.ts'
import type { Phone } from './phone.ts'
import type { StoryWords } from './story-words.ts'

/** The people of the story, each with a phone. Nobody but the colleague has written to the bot yet. */
export interface Cast {
  admin: Phone
  teacher: Phone
  specialist: Phone
  /** Another teacher, who filed the ticket before. */
  colleague: Phone
}

export interface Play extends Cast {
  words: StoryWords
  picture: ChatPage['picture']
}

/** The admin starts the bot and lets the others in: the teacher by an invite, the specialist on request. */
export async function letPeopleIn({ admin, teacher, specialist, words, picture }: Play): Promise<void> {
  await admin.start()
  await admin.sees(words.welcome)
  await admin.press(words.keepName)
  await admin.key(words.inviteKey)
  await admin.press(words.invite.forStaff)
  await admin.press(words.invite.uses)
  await admin.press(words.invite.days)
  const link = /https:\S+/.exec(await admin.sees(words.invite.ready))?.[0]
  assert.ok(link)
  await picture('invited')

  await teacher.openLink(link)
  await teacher.sees(words.yourName)
  await teacher.write(words.teacher)
  await teacher.sees(words.niceToMeetYou, words.teacher)
  await admin.sees(words.invite.accepted)
  await picture('teacher-is-in')

  await specialist.start()
  await specialist.sees(words.stranger)
  await specialist.press(words.askForAccess)
  await specialist.sees(words.yourName)
  await specialist.write(words.specialist)
  await specialist.sees(words.requestSent)
  await admin.sees(words.specialist, words.asksForAccess)
  await picture('access-requested')
  await admin.press(words.asSpecialist, words.asksForAccess)
  await admin.sees(words.specialist, words.letIn)
  await specialist.sees(words.welcome)
  await picture('specialist-is-in')
}

/** The teacher reports a printer with nothing but buttons and the camera; gives the number of the ticket. */
export async function fileTicket({ teacher, words, picture }: Play): Promise<number> {
  const [first, second, third, fourth] = words.steps
  await teacher.key(words.newTicketKey)
  await teacher.sees(first)
  await picture('category')
  await teacher.press(words.printers)
  await teacher.sees(second)
  await picture('place')
  await teacher.press(words.place)
  await teacher.sees(third)
  await picture('description')
  await teacher.sendPhoto()
  await teacher.sees(third, ': 1')
  await picture('photo')
  await teacher.press(words.withoutText)
  await teacher.sees(fourth)
  await picture('urgency')
  await teacher.press(words.important)
  await teacher.sees(words.check, words.printers, words.place, words.important)
  await picture('check')
  await teacher.press(words.send)
  const receipt = await teacher.sees(words.received, words.place)
  await picture('filed')
  return Number(/[№#](\d+)/.exec(receipt)?.[1])
}

/** The specialist takes the ticket and asks; the teacher answers; the specialist resolves it. */
export async function workOnTicket(
  { teacher, specialist, words, picture }: Play,
  ticketId: number,
): Promise<void> {
  const { card } = words
  const ofTicket = new RegExp(`[№#]${ticketId}\\b`)
  await specialist.sees(card.isNew, ofTicket, words.place, words.teacher)
  await specialist.seesPhoto()
  await picture('card')
  await specialist.press(words.take, card.isNew, ofTicket)
  await specialist.sees(card.mine, ofTicket, words.specialist)
  await teacher.sees(words.taken, ofTicket)
  await picture('taken')

  await specialist.press(words.ask, card.mine)
  await specialist.sees(words.askHow, words.teacher)
  await specialist.write(words.question)
  await specialist.sees(words.asked)
  await specialist.sees(card.waits, ofTicket)
  await teacher.sees(words.question)
  await picture('asked')
  await teacher.press(words.answer, words.question)
  await teacher.sees(words.answerHow)
  await teacher.write(words.answerText)
  await teacher.sees(words.passedOn)
  await specialist.sees(words.teacher, words.answerText)
  await picture('answered')

  await specialist.press(words.resolve, card.mine)
  await specialist.sees(words.resolveHow)
  await picture('resolving')
  await specialist.write(words.remark)
  await specialist.sees(card.resolved, words.remark)
  await teacher.sees(words.resolved, words.remark)
  await picture('resolved')
}

/** The teacher confirms and rates, and finds all of it in the list and in the history. */
export async function confirmAndRate(
  { teacher, specialist, words, picture }: Play,
  ticketId: number,
): Promise<void> {
  await teacher.press(words.confirm, words.remark)
  await teacher.sees(words.rate)
  await picture('confirmed')
  await teacher.press('5', words.rate)
  await teacher.sees(words.yourRating, '⭐'.repeat(5))
  await specialist.sees(words.rated)
  await specialist.sees(words.card.closed, words.remark)
  await picture('rated')

  await teacher.key(words.myKey)
  await teacher.sees(words.noOpen)
  await teacher.press(words.showAll, words.noOpen)
  await teacher.sees(words.all, words.card.closed, words.place)
  await picture('my-tickets')
  await teacher.press(String(ticketId), words.all)
  await teacher.sees(words.card.closed, words.remark)
  await picture('closed')
  await teacher.press(words.history, words.card.closed)
  await teacher.sees(words.historyOf, words.question, words.answerText, words.remark)
  await picture('history')
}

/** The colleague does not find the ticket in the list, by search or by its number: only the own one. */
export async function lookAsColleague(
  { colleague, words, picture }: Play,
  ticketId: number,
  bot: string,
): Promise<void> {
  await colleague.key(words.myKey)
  const ofTicket = new RegExp(`[№#]${ticketId}\\b`)
  assert.doesNotMatch(await colleague.sees(words.colleaguesTrouble), ofTicket)
  await colleague.key(words.findKey)
  await colleague.sees(words.findWhat)
  await colleague.write(String(ticketId))
  assert.doesNotMatch(await colleague.sees(new RegExp(`[«“]${ticketId}[»”]`)), ofTicket)
  await colleague.openLink(`https://t.me/${bot}?start=t_${ticketId}`)
  await colleague.sees(words.noSuchTicket)
  await picture('colleague')
}
