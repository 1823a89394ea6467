import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import type { GroupDriver, Message } from '../../sandbox/src/driver.ts'
import { findCard } from '../src/tickets/cards/cards-store.ts'
import { labels, press, says } from './chat.ts'
import { file, shows, startSchoolWithGroup, ticketOf } from './help-desk.ts'
import { until } from './until.ts'

/** The message of the group that fits, once it is there. */
function inGroup(group: GroupDriver, what: string, test: (message: Message) => boolean): Promise<Message> {
  return until(what, async () =>
    (await group.messages()).findLast((message) => !message.deleted && test(message)),
  )
}

test('in a plain group a ticket is taken by its card, and the work goes on in private', async () => {
  const { school: opened, group } = await startSchoolWithGroup({ type: 'group' })
  await using school = opened
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  await group.setMember(ivan, 'member')
  const { id } = await file(school, teacher)
  const card = await inGroup(group, 'the card', shows(id))
  assert.equal(card.threadId, undefined)
  const link = card.buttons?.flat().find(({ url }) => url !== undefined)
  assert.match(link?.url ?? '', new RegExp(`^https://t\\.me/\\w+\\?start=t_${id}$`))

  assert.match((await press(ivan.in(group), 'Взять')) ?? '', /в личном чате/)
  const mine = await ivan.waitFor(shows(id, 'Исполнитель: Иван'))
  assert.ok(labels(mine).some((label) => label.includes('Выполнено')))
  const taken = await inGroup(group, 'the taken card', shows(id, 'Исполнитель: Иван'))
  assert.equal(taken.messageId, card.messageId)
  assert.ok(!labels(taken).some((label) => label.includes('Взять')))
})

test('a forum has a topic per category, and a card moves to the topic of its new category', async () => {
  const { school: opened, group } = await startSchoolWithGroup({ isForum: true })
  await using school = opened
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const printers = [
    await file(school, teacher, { categoryId: 2 }),
    await file(school, teacher, { categoryId: 2 }),
  ]
  const [first, second] = await Promise.all(printers.map(({ id }) => inGroup(group, 'a card', shows(id))))
  assert.equal(first?.threadId, second?.threadId)
  assert.deepEqual(
    (await group.view()).topics.map(({ name }) => name),
    ['🖨 Принтеры'],
  )

  const { id } = printers[0] ?? { id: 0 }
  await ivan.start(`t_${id}`)
  await press(ivan, 'Категория', shows(id))
  await press(ivan, 'Электрика', says('В какую категорию'))
  const moved = await inGroup(group, 'the moved card', shows(id, 'Электрика'))
  assert.notEqual(moved.threadId, first?.threadId)
  await until('the old card is gone', async () =>
    (await group.messages()).every(({ messageId, deleted }) => messageId !== first?.messageId || deleted),
  )
})

test('the name of a topic is never cut within an emoji', async () => {
  const { school: opened, group } = await startSchoolWithGroup({ isForum: true })
  await using school = opened
  // one more than the 128 that Telegram takes, with an emoji at the edge
  const name = '😀'.repeat(60)
  await school.db.run(sql`update category set emoji = '👨‍👩‍👧', name_ru = ${name} where id = 2`)
  const { id } = await file(school, await school.person('Мария', 'staff'), { categoryId: 2 })
  await inGroup(group, 'the card', shows(id))
  const [topic] = (await group.view()).topics
  assert.equal(topic?.name, `👨‍👩‍👧 ${'😀'.repeat(59)}…`)
})

test('a deleted topic and a deleted card are made anew', async () => {
  const { school: opened, group } = await startSchoolWithGroup({ isForum: true })
  await using school = opened
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  await group.setMember(ivan, 'administrator')
  const { id } = await file(school, teacher)
  const card = await inGroup(group, 'the card', shows(id))
  await group.deleteTopic(card.threadId ?? 0)
  const next = await file(school, teacher)
  const anew = await inGroup(group, 'a card in a new topic', shows(next.id))
  assert.notEqual(anew.threadId, card.threadId)
  await ivan.pressData(`t_take:${id}`, { forge: true })
  const back = await inGroup(group, 'the lost card', shows(id, 'Исполнитель: Иван'))
  assert.equal(back.threadId, anew.threadId)

  await ivan.in(group).delete(anew.messageId)
  await ivan.pressData(`t_take:${next.id}`, { forge: true })
  const again = await inGroup(group, 'the deleted card', shows(next.id, 'Исполнитель: Иван'))
  assert.notEqual(again.messageId, anew.messageId)
})

test('without the right to make topics the card goes into the group itself', async () => {
  const { school: opened, group } = await startSchoolWithGroup({
    isForum: true,
    botRights: { can_manage_topics: false },
  })
  await using school = opened
  const teacher = await school.person('Мария', 'staff')
  const { id } = await file(school, teacher)
  assert.equal((await inGroup(group, 'the card', shows(id))).threadId, undefined)
})

test('a group that became a supergroup is followed, and what waits there is shown anew', async () => {
  const { school: opened, group } = await startSchoolWithGroup({ type: 'group' })
  await using school = opened
  const teacher = await school.person('Мария', 'staff')
  const waiting = await file(school, teacher)
  await inGroup(group, 'the card', shows(waiting.id))
  const supergroup = await group.migrate()
  const { id } = await file(school, teacher)
  await inGroup(supergroup, 'the new card', shows(id))
  await inGroup(supergroup, 'the card that waited', shows(waiting.id))
  const card = await findCard(school.db, id, supergroup.id)
  assert.ok(card)
  assert.equal(await findCard(school.db, waiting.id, group.id), undefined)
})

test('a reply to the card in the group is a note; all else that is said there is left alone', async () => {
  const { school: opened, group } = await startSchoolWithGroup({ type: 'supergroup' })
  await using school = opened
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  await group.setMember(ivan, 'member')
  const { id } = await file(school, teacher)
  const card = await inGroup(group, 'the card', shows(id))
  const before = (await group.messages()).length
  await ivan.in(group).send('Кто возьмёт?')
  await ivan.in(group).send('Ключ у охраны', { replyTo: card.messageId })
  await inGroup(group, 'the answer', says('как заметка', `№${id}`))
  assert.equal((await group.messages()).length, before + 3)
  await ivan.start(`t_${id}`)
  await press(ivan, 'История', shows(id))
  await ivan.waitFor(says('Ключ у охраны'))
})

test('who is not of the school cannot take a ticket in the group', async () => {
  const { school: opened, group } = await startSchoolWithGroup({ type: 'supergroup' })
  await using school = opened
  const teacher = await school.person('Мария', 'staff')
  const stranger = await school.stranger('Чужой')
  await group.setMember(stranger, 'member')
  await group.setMember(teacher, 'member')
  const { id } = await file(school, teacher)
  await inGroup(group, 'the card', shows(id))
  assert.ok(await press(stranger.in(group), 'Взять'))
  assert.match((await press(teacher.in(group), 'Взять')) ?? '', /недоступно/)
  assert.equal((await ticketOf(school, id)).status, 'new')
})

test('when the bot is thrown out of the group the specialists get the card in private', async () => {
  const { school: opened, group } = await startSchoolWithGroup({ type: 'supergroup' })
  await using school = opened
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const admin = await school.person('Ольга', 'admin')
  await group.setMember(await school.sandbox.bot(), 'kicked')
  const { id } = await file(school, teacher)
  await ivan.waitFor(shows(id), { since: 'start' })
  await admin.waitFor(says('не может писать в группу', `№${id}`), { since: 'start' })
})
