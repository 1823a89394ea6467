import assert from 'node:assert/strict'
import { type ChatPageOptions, openChatPage } from './chat-page.ts'
import { file } from './help-desk.ts'
import { startSchool } from './school.ts'
import { confirmAndRate, fileTicket, letPeopleIn, lookAsColleague, type Play, workOnTicket } from './story.ts'
import { storyWords } from './story-words.ts'

const adminId = 700_000_001

/** Plays the whole school in a browser of this size and language. */
export async function playStory(options: ChatPageOptions): Promise<void> {
  const words = storyWords[options.language]
  const languageCode = options.language
  await using school = await startSchool({ env: { ADMIN_TELEGRAM_IDS: String(adminId) } })
  const { sandbox } = school
  const admin = await sandbox.person({ id: adminId, firstName: words.admin, languageCode })
  const teacher = await sandbox.person({ firstName: words.teacher, languageCode })
  const specialist = await sandbox.person({ firstName: words.specialist, languageCode })
  const colleague = await school.person(words.colleague, 'staff', { language: options.language })
  await using page = await openChatPage(school, options)
  const story: Play = {
    words,
    picture: page.picture,
    admin: page.phone(admin.id),
    teacher: page.phone(teacher.id),
    specialist: page.phone(specialist.id),
    colleague: page.phone(colleague.id),
  }
  await letPeopleIn(story)
  // so that the place is among the buttons, as in a school where tickets are filed every day
  await file(school, colleague, { place: words.place, description: words.colleaguesTrouble })
  const ticketId = await fileTicket(story)
  await workOnTicket(story, ticketId)
  await confirmAndRate(story, ticketId)
  const { username } = await sandbox.bot()
  await lookAsColleague(story, ticketId, username)

  const mistakes = (await sandbox.calls()).filter(({ status }) => status === 400)
  assert.deepEqual(mistakes, [], 'the bot asks nothing of Telegram that makes no sense')
}
