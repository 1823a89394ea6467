import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { taskActionButtons, taskButtonActions } from '../src/tasks/task-buttons.ts'
import { ask, buttonOf, labels, press, pressAgain, says } from './chat.ts'
import { personOf } from './help-desk.ts'
import { createOrderDesk } from './order-desk.ts'
import { isCard, startOrderSchool } from './order-school.ts'

const forgedDialogue = [
  ...['ta_leave', 'ta_send', 'ta_done', 'ta_skip', 'ta_when', 'ta_cancel', 'ta_all'].map(
    (prefix) => `${prefix}:0123abcd:1`,
  ),
  'ta_to:0123abcd:1:1',
  'ta_doers:0123abcd:1:0',
  'ta_due:0123abcd:at:202611301500',
  'ta_to:0123abcd:1:-1',
  'ta_send:<b>',
]

/** The words with which a press that somebody forged is answered. */
async function forge(person: PersonDriver, data: string): Promise<string> {
  const pressed = await person.pressData(data, { forge: true })
  return (await pressed.answered()).text ?? ''
}

test('an order that is not his is no order for a teacher, an admin or a specialist, whatever he presses', async () => {
  await using told = await startOrderSchool()
  const { school } = told
  const { id } = await told.issue()
  const outsiders = [
    await school.person('Чужая', 'staff'),
    await school.person('Админ', 'admin'),
    await school.person('Мастер', 'specialist'),
  ]
  const before = await told.taskOf(id)
  for (const outsider of outsiders) {
    for (const action of taskButtonActions) {
      const [real, none] = [
        await forge(outsider, taskActionButtons[action].pack({ taskId: id })),
        await forge(outsider, taskActionButtons[action].pack({ taskId: 2_147_483_647 })),
      ]
      assert.equal(real, none, `${action}: the same answer as for a number that is not there`)
      assert.ok(real.includes('нет'))
    }
    for (const data of forgedDialogue) assert.ok(await forge(outsider, data), `${data} is answered`)
    await outsider.send('Готово')
  }
  await school.sandbox.waitUntilIdle()
  const after = await told.taskOf(id)
  assert.deepEqual({ ...after, status: before.status, statusSince: before.statusSince }, before)
  const { events } = await school.db.one<{ events: number }>(sql`
    select count(*) as events from task_event where kind not in ('issue', 'deliver')`)
  assert.equal(events, 0)
})

test('a helper is told whose part it is, and cannot accept', async () => {
  await using told = await startOrderSchool()
  const { doer, helper } = told
  const { id } = await told.issue()
  await press(doer, 'Отчитаться', isCard(`№${id}`))
  await press(doer, 'без подробностей', says('Напишите, что сделано'))
  assert.match(await forge(helper, `task_accept:${id}:1`), /только тот, кто дал поручение/)
  assert.match(await forge(helper, `task_report:${id}`), /только исполнитель/)
  assert.equal((await told.taskOf(id)).status, 'reported')
})

test('of two directors who press at once the second learns how it stands, and sees the order', async () => {
  await using told = await startOrderSchool()
  const { school, director, doer } = told
  const deputy = await school.person('Ольга', 'director')
  const { id } = await told.issue()
  await press(doer, 'Отчитаться', isCard(`№${id}`))
  await press(doer, 'без подробностей', says('Напишите, что сделано'))
  const notice = await director.waitFor(says('Отчёт по поручению'), { since: 'start' })
  assert.match(await forge(deputy, `task_accept:${id}:1`), /принят/)
  await director.waitFor(says('отчёт принят (Ольга)'), { since: 'start' })
  assert.match((await pressAgain(director, buttonOf(notice, 'На доработку'))) ?? '', /уже принят/)
  const shown = await director.waitFor(isCard(`№${id}`, 'исполнено'), { since: 'start' })
  assert.equal(shown.messageId, notice.messageId, 'the old notice shows the order as it stands')
  assert.ok(!labels(shown).some((label) => label.includes('доработку')))
})

test('what became of an order while somebody wrote about it is said, and his words change nothing', async () => {
  await using told = await startOrderSchool()
  const { school, director, doer } = told
  const { id } = await told.issue()
  await press(doer, 'Отчитаться', isCard(`№${id}`))
  await doer.waitFor(says('Напишите, что сделано'))
  await ask(doer, 'Почти готово', 'Можно добавить ещё')
  await forge(director, `task_cancel:${id}`)
  await press(director, 'Без причины', says('Напишите причину'))
  await press(director, 'Да, отменить', says('Точно отменить'))
  await doer.waitFor(says('отменено (Елена)'), { since: 'start' })
  assert.match((await press(doer, 'Отправить отчёт', says('Почти готово'))) ?? '', /уже отменено/)
  const { reports } = await school.db.one<{ reports: number }>(sql`
    select count(*) as reports from task_message where kind = 'report'`)
  assert.equal(reports, 0)
})

test('who could take an order over comes a page at a time and by name; who has gone meanwhile is said so', async () => {
  await using told = await startOrderSchool()
  const { school, director, doer } = told
  const desk = createOrderDesk(school.db)
  for (let i = 1; i <= 12; i++) await desk.person(`Учитель ${String(i).padStart(2, '0')}`)
  const leaver = await desk.person('Семён Уходящий')
  const { id } = await told.issue()
  await doer.waitFor(isCard(`№${id}`), { since: 'start' })
  await forge(director, `task_reassign:${id}`)
  const list = await director.waitFor(says('Кому передать', 'Сдать журнал'))
  assert.deepEqual(labels(list).slice(-2), ['▶️', '✖️ Отмена'])
  assert.ok(!labels(list).includes('Мария'), 'who has it is not offered')
  await press(director, '▶️', says('Кому передать'))
  await director.waitFor((message) => labels(message).includes('Учитель 12'))
  await ask(director, 'кто-нибудь', 'никого нет')
  await press(director, 'Показать всех', says('никого нет'))
  const found = await ask(director, 'уходящий семен', 'Найдено')
  assert.deepEqual(labels(found), ['Семён Уходящий', '👥 Показать всех', '✖️ Отмена'])
  await desk.db.run(sql`update person set status = 'left' where id = ${leaver.id}`)
  assert.match((await press(director, 'Семён', says('Найдено'))) ?? '', /уже нельзя/)
  await director.waitFor(says('никого нет'), { since: 'start' })
  await ask(director, 'учитель 07', 'Найдено')
  assert.match((await press(director, 'Учитель 07', says('Найдено'))) ?? '', /передано: Учитель 07/)
  await doer.waitFor(says('передано другому исполнителю'), { since: 'start' })
  assert.equal(await forge(doer, `task_report:${id}`), await forge(doer, 'task_report:2147483647'))
})

test('who gave an order is not offered to do it, and cannot be forged into it', async () => {
  await using told = await startOrderSchool()
  const { school, director } = told
  const { id } = await told.issue()
  const { id: giverId } = await personOf(school, director)
  await forge(director, `task_reassign:${id}`)
  const list = await director.waitFor(says('Кому передать'))
  const { data } = buttonOf(list, 'Анна')
  const toHimself = { messageId: list.messageId, data: data.replace(/:\d+$/, `:${giverId}`) }
  assert.match((await pressAgain(director, toHimself)) ?? '', /сам дал поручение/)
  assert.notEqual((await told.taskOf(id)).responsibleId, giverId)
  assert.match((await press(director, 'Анна', says('Кому передать'))) ?? '', /передано: Анна/)
})

test('a director whose order nobody else can decide about any more may cancel it and pass it on', async () => {
  await using told = await startOrderSchool()
  const { school, director } = told
  const desk = createOrderDesk(school.db)
  const giver = await desk.person('Завуч', 'staff', { givesTasks: true })
  const [task] = await desk.issue(giver, [await personOf(school, director)])
  await school.db.run(sql`update person set status = 'blocked' where id = ${giver.id}`)
  const isShown = isCard(`№${task?.id}`)
  await director.pressData(`task:${task?.id}`, { forge: true })
  await press(director, 'Передать другому', isShown)
  await director.waitFor(says('Кому передать'))
  await press(director, 'Отменить поручение', isShown)
  await director.waitFor(says('Отмена поручения'))
})

test('of two quick presses the second changes nothing, and takes no button off what the first one led to', async () => {
  await using told = await startOrderSchool()
  const { doer } = told
  const { id } = await told.issue()
  await press(doer, 'Попросить другой срок', isCard(`№${id}`))
  const due = await doer.waitFor(says('К какому сроку'))
  const tomorrow = buttonOf(due, 'Завтра')
  await Promise.all([pressAgain(doer, tomorrow), pressAgain(doer, tomorrow)])
  const why = await doer.waitFor(says('почему он нужен'), { since: 'start' })
  await told.school.sandbox.waitUntilIdle()
  const shown = (await doer.messages()).find(({ messageId }) => messageId === why.messageId)
  assert.deepEqual(shown && labels(shown), ['📅 Выбрать другой срок', '✖️ Отмена'])
  await press(doer, 'Отмена', says('почему он нужен'))

  await press(doer, 'Отчитаться', isCard(`№${id}`))
  const ready = buttonOf(await doer.waitFor(says('Напишите, что сделано')), 'без подробностей')
  const toasts = await Promise.all([pressAgain(doer, ready), pressAgain(doer, ready)])
  assert.ok(toasts.some((toast) => toast?.includes('отправлен')))
  const card = await doer.waitFor(
    (message) => message.messageId === ready.messageId && isCard(`№${id}`)(message),
    {
      since: 'start',
    },
  )
  assert.ok(labels(card).some((label) => label.includes('История')))
  const { times } = await told.school.db.one<{ times: number }>(sql`
    select count(*) as times from task_event where kind = 'report'`)
  assert.equal(times, 1)
})

test('another action of a card keeps the words of an open dialogue, and sends nothing of them', async () => {
  await using told = await startOrderSchool()
  const { director, doer } = told
  const [first, second] = [await told.issue(), await told.issue({ text: 'Второе' })]
  await press(doer, 'Отчитаться', isCard(`№${first.id}`))
  await doer.waitFor(says('Напишите, что сделано'))
  await ask(doer, 'Готово', 'Можно добавить ещё')
  await press(doer, 'Принял', isCard(`№${second.id}`))
  await press(doer, 'Отправить отчёт', says('Готово', 'Можно добавить ещё'))
  await director.waitFor(says(`Отчёт по поручению №${first.id}`, 'Готово'), { since: 'start' })
  assert.equal((await told.taskOf(second.id)).status, 'acknowledged')
})
