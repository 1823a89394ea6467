import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message } from '../../sandbox/src/driver.ts'
import { buttonOf, press, pressAgain, says } from './chat.ts'
import { isCard, type OrderSchool, startOrderSchool } from './order-school.ts'

/** The doer reports; gives the message that asks the director to decide. */
async function report({ doer, director }: OrderSchool, id: number, words: string): Promise<Message> {
  await doer.pressData(`task:${id}`, { forge: true })
  await press(doer, 'Отчитаться', isCard(`№${id}`))
  await doer.waitFor(says('Напишите, что сделано'))
  await doer.send(words)
  await press(doer, 'Отправить отчёт', says(words))
  return director.waitFor(says('Отчёт по поручению', words), { since: 'start' })
}

/** The director returns the report by its message. */
async function giveBack({ director, doer }: OrderSchool, asked: Message, remark: string): Promise<void> {
  await press(director, 'На доработку', ({ messageId }) => messageId === asked.messageId)
  await director.waitFor(says('что нужно доделать'))
  await director.send(remark)
  await press(director, 'Вернуть на доработку', says(remark))
  await doer.waitFor(says('возвращено на доработку', remark), { since: 'start' })
}

test('the buttons of a report that was returned decide nothing about the next one, but show it', async () => {
  await using told = await startOrderSchool()
  const { director, doer } = told
  const { id } = await told.issue()
  const first = await report(told, id, 'Почти готово')
  // the card of the first report stays in the chat, with its buttons
  await director.pressData(`task:${id}`, { forge: true })
  const card = await director.waitFor(isCard(`№${id}`, 'Почти готово'))
  await giveBack(told, first, 'Нет подписи')
  const accept = buttonOf(first, 'Принять отчёт')
  assert.match((await pressAgain(director, accept)) ?? '', /Нового отчёта ещё нет/)
  await report(told, id, 'Подписала')

  for (const old of [first, card]) {
    for (const label of ['Принять отчёт', 'На доработку']) {
      assert.match((await pressAgain(director, buttonOf(old, label))) ?? '', /пришёл новый отчёт/)
    }
  }
  assert.equal((await told.taskOf(id)).status, 'reported')
  const isThere = ({ messageId }: Message) => messageId === accept.messageId
  const shown = await director.waitFor((message) => isThere(message) && says('Подписала')(message), {
    since: 'start',
  })
  assert.ok(isCard(`№${id}`, 'на проверке')(shown))

  assert.match((await press(director, 'Принять отчёт', isThere)) ?? '', /принят/)
  await doer.waitFor(says('принят', 'Спасибо'), { since: 'start' })
})

test('a remark that was begun about one report does not return the next', async () => {
  await using told = await startOrderSchool()
  const { school, director } = told
  const { id } = await told.issue()
  const deputy = await school.person('Завуч', 'director')
  const first = await report(told, id, 'Почти готово')
  await deputy.pressData(`task:${id}`, { forge: true })
  await press(deputy, 'На доработку', isCard(`№${id}`))
  await deputy.waitFor(says('что нужно доделать'))
  await giveBack(told, first, 'Нет подписи')
  await report(told, id, 'Подписала')

  await deputy.send('А подпись?')
  assert.match((await press(deputy, 'Вернуть на доработку', says('А подпись?'))) ?? '', /пришёл новый отчёт/)
  await deputy.waitFor(says('Замечание', 'не отправлено', 'А подпись?'), { since: 'start' })
  assert.equal((await told.taskOf(id)).status, 'reported')
  assert.match((await press(director, 'Принять отчёт', says('Отчёт', 'Подписала'))) ?? '', /принят/)
})

test('buttons of before they said which report decide about the only one, and of several show the last', async () => {
  await using told = await startOrderSchool()
  const { director } = told
  const { id } = await told.issue()
  const old = async (message: Message, action: 'accept' | 'return') =>
    (await pressAgain(director, { messageId: message.messageId, data: `task_${action}:${id}` })) ?? ''
  const first = await report(told, id, 'Почти готово')
  await old(first, 'return')
  await director.waitFor(says('что нужно доделать'))
  await director.send('Нет подписи')
  await press(director, 'Вернуть на доработку', says('Нет подписи'))
  const second = await report(told, id, 'Подписала')
  for (const action of ['accept', 'return'] as const) {
    assert.match(await old(second, action), /пришёл новый отчёт/)
    const shown = ({ messageId }: Message) => messageId === second.messageId
    await director.waitFor((message) => shown(message) && isCard(`№${id}`, 'Подписала')(message), {
      since: 'start',
    })
  }
  assert.equal((await told.taskOf(id)).status, 'reported')

  const { id: another } = await told.issue()
  const only = await report(told, another, 'Сдала')
  const accepted = await pressAgain(director, { messageId: only.messageId, data: `task_accept:${another}` })
  assert.match(accepted ?? '', /принят/)
})
