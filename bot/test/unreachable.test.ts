import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { press, says } from './chat.ts'
import { file, personOf, shows, startSchoolWithGroup } from './help-desk.ts'
import { type School, startSchool } from './school.ts'
import { until } from './until.ts'

test('when the author blocked the bot the assignee is told, once for each ticket while it lasts', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const { id } = await file(school, teacher)
  await teacher.waitFor(says(`Заявка №${id} принята`), { since: 'start' })
  await teacher.block()
  await press(ivan, 'Взять', shows(id))
  await ivan.waitFor(says('Мария не получает сообщений бота', `№${id}`), { since: 'start' })
  await press(ivan, 'Спросить', shows(id, 'Исполнитель: Иван'))
  await ivan.waitFor(says('Вопрос по заявке'))
  await ivan.send('Какой кабинет?')
  await settled(school)
  assert.equal(await times(ivan, 'Мария не получает сообщений бота'), 1)

  await teacher.unblock()
  await teacher.start()
  await until(
    'the author is reachable',
    async () => (await personOf(school, teacher)).unreachableSince === null,
  )
  await teacher.block()
  await press(ivan, 'Выполнено', shows(id, 'ждёт ответа автора'))
  await press(ivan, 'Починили', says('что сделано?'))
  await until('told again', async () => (await times(ivan, 'Мария не получает сообщений бота')) === 2)
})

test('when nobody has the ticket yet, those are told who could take it', async () => {
  const { school: opened, group } = await startSchoolWithGroup({ type: 'supergroup' })
  await using school = opened
  const teacher = await school.person('Мария', 'staff')
  await teacher.block()
  const { id } = await file(school, teacher)
  const told = await until('the group is told', async () =>
    (await group.messages()).find(says('Мария не получает сообщений бота', `№${id}`)),
  )
  const card = (await group.messages()).find(shows(id))
  assert.equal(told.replyTo, card?.messageId)
})

test('when an assignee cannot be reached the admins are told once, and the author is not bothered', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const admin = await school.person('Ольга', 'admin')
  const tickets = [await file(school, teacher), await file(school, teacher)]
  for (const { id } of tickets) await press(ivan, 'Взять', shows(id))
  await settled(school)
  await ivan.block()
  for (const { id } of tickets) {
    await admin.pressData(`t_note:${id}`, { forge: true })
    await admin.waitFor(says('Заметка к заявке'))
    await admin.send('Где Иван?')
    await admin.waitFor(says('сохранена'))
    await settled(school)
  }
  await until('the admin is told', async () => (await times(admin, 'Иван не получает сообщений бота')) === 1)
  await settled(school)
  assert.equal(await times(admin, 'Иван не получает сообщений бота'), 1)
  assert.equal(await times(teacher, 'не получает'), 0)
})

async function times(person: PersonDriver, words: string): Promise<number> {
  return (await person.messages()).filter(says(words)).length
}

/** Waits until nothing is owed to anybody. */
async function settled(school: School): Promise<void> {
  await school.sandbox.waitUntilIdle()
  await until('nothing is owed', async () => {
    const { owed } = await school.db.one<{ owed: number }>(sql`select count(*) as owed from outbox`)
    return owed === 0
  })
}
