import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { taskActionButtons } from '../src/tasks/task-buttons.ts'
import { inRows } from '../src/telegram/keyboard.ts'
import { ask, buttonOf, labels, press, pressAgain, says } from './chat.ts'
import {
  type Forgery,
  forgedNonsense,
  forgedOfDialogues,
  forgedOnTask,
  taskButtonKinds,
} from './forged-tasks.ts'
import { personOf } from './help-desk.ts'
import { forge, type OrderRights, pressesOfOne, startOrderRights } from './order-rights.ts'
import { until } from './until.ts'

const secret = 'Тайна педсовета'

let desk: OrderRights

before(async () => {
  desk = await startOrderRights()
})
after(() => desk[Symbol.asyncDispose]())

async function shownTo(person: PersonDriver): Promise<string> {
  const messages = (await person.messages()).filter(({ fromBot }) => fromBot)
  return messages.map(({ text = '', caption = '' }) => `${text}${caption}`).join('\n')
}

/** The data of every button that somebody has in his chat. */
async function buttonsOf(person: PersonDriver): Promise<string[]> {
  const buttons = (await person.messages()).flatMap((message) => (message.buttons ?? []).flat())
  return [...new Set(buttons.flatMap(({ data }) => data ?? []))]
}

test('every kind of button that orders have is forged here', () => {
  const forgery: Forgery = { taskId: 1, batchId: 1, personId: 1, draft: '00000000' }
  const forged = [...forgedOnTask(forgery), ...forgedOfDialogues(forgery)].map((data) => data.split(':')[0])
  const kinds = taskButtonKinds()
  assert.ok(kinds.length > 30)
  assert.deepEqual(
    kinds.filter((kind) => !forged.includes(kind)),
    [],
  )
})

test('a teacher whom an order does not concern learns nothing of it and changes nothing, whatever he forges', async () => {
  const issue = () => desk.issue({ text: secret })
  const [open, reported, asked] = [await issue(), await issue(), await issue()]
  const actor = await personOf(desk.school, desk.doer)
  await desk.report(reported, secret)
  await desk.orders.change({
    ...{ taskId: asked.id, action: 'ask_to_move', actor, now: new Date() },
    wanted: new Date(Date.now() + 9 * 24 * 3600 * 1000),
    message: { kind: 'move_reason', text: secret },
  })
  // dialogues of others that are open just now
  await forge(desk.director, taskActionButtons.reassign.pack({ taskId: open.id }))
  await desk.director.waitFor(
    (message) => labels(message).includes('Мария') || labels(message).includes('Анна'),
  )
  await forge(desk.doer, taskActionButtons.report.pack({ taskId: open.id }))
  await desk.school.sandbox.waitUntilIdle()
  const before = await desk.state()
  const { id: personId } = actor
  const about = [open, reported, asked].map(
    ({ id, batchId }): Forgery => ({ taskId: id, batchId, personId, draft: '00000000' }),
  )
  const data = [
    ...about.flatMap(forgedOnTask),
    ...about.slice(0, 1).flatMap(forgedOfDialogues),
    ...forgedNonsense,
    ...(await buttonsOf(desk.director)),
    ...(await buttonsOf(desk.doer)),
  ]
  for (const part of inRows([...new Set(data)], pressesOfOne)) {
    const teacher = await desk.school.person('Хитрая', 'staff')
    for (const one of part) await forge(teacher, one)
    await teacher.send(secret)
    await teacher.start(`o_${open.id}`)
    await teacher.waitFor(says('Такого поручения нет'))
    await desk.school.sandbox.waitUntilIdle()
    const shown = await shownTo(teacher)
    for (const name of [secret, 'Елена', 'Мария', 'Анна']) assert.ok(!shown.includes(name), shown)
  }
  assert.deepEqual(await desk.state(), before)
})

test('a teacher without the permission gives no order by command, by the words of the key, or by a button', async () => {
  const teacher = await desk.school.person('Обычная', 'staff')
  const before = await desk.state()
  await ask(teacher, '/task', 'Поручения даёт директор')
  await ask(teacher, '/task Купить мел', 'Поручения даёт директор')
  await ask(teacher, '📌 Дать поручение', 'Поручения даёт директор')
  await forge(teacher, 'menu:task')
  await teacher.waitFor(says('Поручения даёт директор'))
  await teacher.send('Мария')
  await teacher.send('/help')
  const help = await teacher.waitFor(says('Что здесь можно'))
  assert.ok(!/\/task |\/givers/.test(help.text ?? ''))
  assert.ok(!labels(help).includes('📌 Дать поручение'))
  const { commands, replyKeyboard } = await teacher.chat()
  assert.ok(!commands.some(({ command }) => command === 'task' || command === 'givers'))
  assert.ok(!(replyKeyboard?.rows ?? []).flat().some(({ text }) => text === '📌 Дать поручение'))
  assert.deepEqual(await desk.state(), before)
})

test('who loses the permission with an order half filled in does not send it', async () => {
  const deputy = await desk.school.person('Завуч', 'staff')
  const { id } = await personOf(desk.school, deputy)
  await forge(desk.director, `giver:${id}:allowed:directed:0`)
  await deputy.waitFor(says('Теперь вы можете давать поручения'))
  await deputy.tap('📌 Дать поручение')
  await deputy.waitFor(says('Что нужно сделать'))
  await deputy.send('Сдать планы')
  await press(deputy, 'Мария', says('Кому поручаем'))
  await deputy.waitFor(says('К какому сроку'))
  await deputy.send('через 3 дня')
  await deputy.waitFor(says('Проверьте поручение'))
  await forge(desk.director, `giver:${id}:withdrawn:directed:0`)
  await deputy.waitFor(says('больше не можете давать новые поручения'))
  const before = await desk.state()
  await press(deputy, 'Отправить', says('Проверьте поручение'))
  await deputy.waitFor(says('Поручения даёт директор'))
  assert.deepEqual(await desk.state(), before)
})

test('who loses the permission while he chooses people sees no names any more, and his words go nowhere', async () => {
  const deputy = await desk.school.person('Второй завуч', 'staff')
  const { id } = await personOf(desk.school, deputy)
  await forge(desk.director, `giver:${id}:allowed:directed:0`)
  const list = await ask(deputy, '/task Сдать планы', 'Кому поручаем')
  await forge(desk.director, `giver:${id}:withdrawn:directed:0`)
  await deputy.waitFor(says('больше не можете давать новые поручения'))
  await pressAgain(deputy, buttonOf(list, 'Выбрать несколько'))
  await deputy.waitFor(says('Поручения даёт директор'))
  assert.deepEqual(
    labels((await deputy.messages()).find(({ messageId }) => messageId === list.messageId) ?? {}),
    [],
  )
  await deputy.send('Мария')
  await deputy.waitFor(says('заявк'))
})

test('orders of somebody who lost the permission stay his to accept', async () => {
  const deputy = await desk.school.person('Бывший завуч', 'staff')
  const { id } = await personOf(desk.school, deputy)
  await forge(desk.director, `giver:${id}:allowed:directed:0`)
  const task = await desk.issue({ giver: deputy })
  await forge(desk.director, `giver:${id}:withdrawn:directed:0`)
  await desk.report(task)
  await press(deputy, 'Принять отчёт', says(`Отчёт по поручению №${task.id}`))
  await until('the report is accepted', async () => (await desk.orders.task(task.id)).status === 'accepted')
})
