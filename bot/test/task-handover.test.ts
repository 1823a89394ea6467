import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { labels, press, says } from './chat.ts'
import { deskOf, file, personOf, shows, ticketOf } from './help-desk.ts'
import { createOrderDesk, type OrderDesk } from './order-desk.ts'
import { type School, startSchool } from './school.ts'

let school: School
let orders: OrderDesk
let admin: PersonDriver
let director: PersonDriver
let teacher: PersonDriver

before(async () => {
  school = await startSchool()
  orders = createOrderDesk(school.db)
  admin = await school.person('Ольга', 'admin')
  director = await school.person('Елена', 'director')
  teacher = await school.person('Мария', 'staff')
})
after(() => school[Symbol.asyncDispose]())

/** Gives each of the orders to the person. */
async function give(giver: PersonDriver, doer: PersonDriver, texts: string[]): Promise<number[]> {
  const ids: number[] = []
  for (const text of texts) {
    const people = [await personOf(school, doer)]
    for (const { id } of await orders.issue(await personOf(school, giver), people, { text })) ids.push(id)
  }
  return ids
}

/** Opens the question who takes over the work of somebody. */
async function openOffboarding(leaver: PersonDriver): Promise<void> {
  const { id } = await personOf(school, leaver)
  await admin.pressData(`offboard:${id}:0`, { forge: true })
}

async function idOf(person: PersonDriver): Promise<number> {
  return (await personOf(school, person)).id
}

test('two tickets and three orders of a leaver go to the chosen person, who has them all at once', async () => {
  const ivan = await school.person('Иван', 'specialist')
  const petr = await school.person('Пётр', 'specialist')
  const desk = deskOf(school)
  const from = await personOf(school, ivan)
  const tickets = [await file(school, teacher), await file(school, teacher)]
  for (const { id: ticketId } of tickets) {
    await desk.change({
      ...{ ticketId, action: 'take', actor: from, now: new Date() },
      changes: { assigneeId: from.id },
    })
  }
  const ids = await give(director, ivan, ['Проверить кабели', 'Подписать акт', 'Сдать ключи'])
  const [first = 0] = ids
  await press(ivan, 'Принял', says(`Поручение №${first}`, 'Проверить кабели'))
  await director.waitFor(says('принято к исполнению'), { since: 'start' })

  await openOffboarding(ivan)
  const question = await admin.waitFor(says('В работе: 2 заявки, 3 поручения. Кому передать?'))
  assert.ok(labels(question).includes('📥 Пока никому'))
  assert.ok(!labels(question).includes('Мария'), 'a teacher cannot take over tickets')
  await admin.press('Пётр')
  await admin.waitFor(says('• 2 заявки: Пётр', '• 3 поручения: Пётр'))
  await admin.press('Да, оформить уход')
  await admin.waitFor(says('Передано:', '• 2 заявки: Пётр', '• 3 поручения: Пётр'))
  await petr.waitFor(says('К вам перешла работа коллеги (Иван): 2 заявки, 3 поручения', '/queue, /tasks'), {
    since: 'start',
  })
  for (const { id } of tickets) {
    assert.equal((await ticketOf(school, id)).assigneeId, await idOf(petr))
    await petr.waitFor(shows(id, 'Исполнитель: Пётр'), { since: 'start' })
  }
  for (const id of ids) {
    assert.equal((await orders.task(id)).responsibleId, await idOf(petr))
    await petr.waitFor(says(`Поручение №${id}`, 'Исполнитель: вы'), { since: 'start' })
    await director.waitFor(says(`Поручение №${id} теперь исполняет Пётр`), { since: 'start' })
  }
  await press(petr, 'Принял', says(`Поручение №${first}`))
  await director.waitFor(says(`Поручение №${first} принято к исполнению`, 'Пётр'))
  await admin.pressData(`person-history:${from.id}`, { forge: true })
  await admin.waitFor(says('больше не работает, передано: 2 заявки, 3 поручения'))
})

test('orders that nobody takes over wait for their giver, who gives them to somebody else', async () => {
  const anna = await school.person('Анна', 'staff')
  const [id = 0] = await give(director, anna, ['Составить график'])
  await anna.waitFor(says(`Поручение №${id}`))
  await openOffboarding(anna)
  const question = await admin.waitFor(says('В работе: 1 поручение. Кому передать?'))
  assert.ok(labels(question).includes('Мария'), 'orders are for everybody')
  await admin.press('Пока никому')
  await admin.waitFor(says('1 поручение: останутся без исполнителя'))
  await admin.press('Да, оформить уход')
  const notice = await director.waitFor(says(`Поручение №${id} осталось без исполнителя`, 'Составить график'))
  assert.equal((await orders.task(id)).responsibleId, null)
  await director.press('Передать другому', { messageId: notice.messageId })
  await press(director, 'Мария')
  await teacher.waitFor(says(`Поручение №${id}`, 'Составить график'), { since: 'start' })
  assert.equal((await orders.task(id)).responsibleId, await idOf(teacher))
})

test('what a leaver gave goes to a director when the chosen person may give no orders', async () => {
  const deputy = await school.person('Завуч', 'staff')
  const doer = await school.person('Сергей', 'staff')
  await school.db.run(sql`update person set gives_tasks = true where telegram_id = ${deputy.id}`)
  const [reported = 0, open = 0] = await give(deputy, doer, ['Сдать отчёт', 'Сдать план'])
  const [own = 0] = await give(director, deputy, ['Собрать планы'])
  await orders.change({
    ...{ taskId: reported, action: 'report', actor: await personOf(school, doer), now: new Date() },
    message: { kind: 'report', text: 'Сдано' },
  })
  await openOffboarding(deputy)
  await admin.waitFor(says('В работе: 1 поручение, 2 поручения другим'))
  await admin.press('Мария')
  await admin.waitFor(says('• 1 поручение: Мария', '• 2 поручения другим: отчёты примет директор'))
  await admin.press('Да, оформить уход')
  await director.waitFor(says('К вам перешли поручения, данные коллегой (Завуч): 2 поручения'))
  for (const id of [reported, open]) assert.equal((await orders.task(id)).creatorId, await idOf(director))
  assert.equal((await orders.task(own)).responsibleId, await idOf(teacher))
  await doer.waitFor(says(`Поручение №${open}`, 'отчёт теперь принимает Елена'), { since: 'start' })
  await press(director, 'Принять отчёт', says(`Отчёт по поручению №${reported} теперь ждёт вашего решения`))
  await doer.waitFor(says(`Отчёт по поручению №${reported} принят`))
  await director.pressData(`task_history:${open}`, { forge: true })
  await director.waitFor(says('отчёт принимает: Елена', 'Ольга'))
})

test('an English administrator reads the same in English', async () => {
  const boss = await school.person('Olivia', 'admin', { language: 'en' })
  const leaver = await school.person('Leo', 'director', { language: 'en' })
  await give(leaver, teacher, ['Count the books'])
  await give(director, leaver, ['Read the rules', 'Sign them'])
  const id = await idOf(leaver)
  await boss.pressData(`person:${id}`, { forge: true })
  await boss.waitFor(says('In progress: 2 orders, 1 order to others'))
  await boss.pressData(`offboard:${id}:0`, { forge: true })
  await boss.waitFor(says('In progress: 2 orders, 1 order to others. Who takes over?'))
  await boss.press('Nobody for now')
  await boss.waitFor(
    says('• 2 orders: nobody for now', '• 1 order to others: a director accepts the reports'),
  )
  await boss.press('Yes, mark as left')
  await boss.waitFor(says('Handed over:', '• 2 orders: nobody for now'))
})
