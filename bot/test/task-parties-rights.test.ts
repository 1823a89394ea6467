import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { doerButton } from '../src/tasks/issuing/issuing-buttons.ts'
import { taskActionButtons } from '../src/tasks/task-buttons.ts'
import { ask, buttonOf, labels, says } from './chat.ts'
import { personOf } from './help-desk.ts'
import { forge, type OrderRights, startOrderRights } from './order-rights.ts'

let desk: OrderRights

before(async () => {
  desk = await startOrderRights()
})
after(() => desk[Symbol.asyncDispose]())

test('who helps sees the order and may write, but can neither report nor decide', async () => {
  const task = await desk.issue()
  const card = await desk.helper.waitFor(says(`Поручение №${task.id}`, 'Сдать журнал'), { since: 'start' })
  assert.deepEqual(labels(card), ['💬 Написать', '🕒 История'])
  const before = await desk.state()
  const { comment, ...others } = taskActionButtons
  for (const [action, button] of Object.entries(others)) {
    const answer = await forge(desk.helper, button.pack({ taskId: task.id }))
    assert.match(answer, /может сделать только/, action)
  }
  await desk.report(task)
  const reported = await desk.state()
  assert.notDeepEqual(reported, before)
  for (const action of ['accept', 'return', 'report', 'cancel'] as const) {
    assert.match(
      await forge(desk.helper, others[action].pack({ taskId: task.id })),
      /может сделать только/,
      action,
    )
  }
  await desk.helper.send('Принимаю')
  assert.deepEqual(await desk.state(), reported)
  await forge(desk.helper, comment.pack({ taskId: task.id }))
  await desk.helper.waitFor(says('№' + task.id))
})

test('a doer decides nothing about his own order', async () => {
  const task = await desk.issue()
  await desk.report(task)
  const before = await desk.state()
  const { accept, return: giveBack, move, grant_move, refuse_move, reassign, cancel } = taskActionButtons
  for (const button of [accept, giveBack, move, grant_move, refuse_move, reassign, cancel]) {
    const answer = await forge(desk.doer, button.pack({ taskId: task.id }))
    assert.match(answer, /может сделать только тот, кто дал/, button.prefix)
  }
  await desk.doer.send('Принято')
  assert.deepEqual(await desk.state(), before)
})

test('a blocked person is given nothing, gets nothing, and does nothing with the buttons he still has', async () => {
  const blocked = await desk.school.person('Закрытая', 'staff')
  const admin = await desk.school.person('Ольга', 'admin')
  const task = await desk.issue({ to: blocked })
  const { id } = await personOf(desk.school, blocked)
  const [actor, doer] = [await personOf(desk.school, desk.director), await personOf(desk.school, desk.doer)]
  const [helped] = await desk.orders.issue(actor, [doer], { coDoerIds: [id], text: 'Вместе' })
  assert.ok(helped)
  await blocked.waitFor(says('Вместе'), { since: 'start' })
  await forge(admin, `person-access:${id}:blocked`)
  await blocked.waitFor(says('Ваш доступ к боту закрыт'))
  assert.equal((await desk.orders.task(task.id)).responsibleId, null)
  const told = (await blocked.messages()).length

  const question = await ask(desk.director, '/task Купить мел', 'Кому поручаем')
  assert.ok(!labels(question).some((label) => label.includes('Закрытая')))
  const choice = doerButton.unpack(buttonOf(question, 'Мария').data)
  assert.ok(choice)
  await forge(desk.director, doerButton.pack({ ...choice, personId: id }))
  const asked = await desk.director.waitFor(says('Кому поручаем'))
  assert.ok(!labels(asked).some((label) => label.includes('Отправить')))
  await ask(desk.director, '/cancel', 'Ничего не отправлено')
  await desk.orders.change({
    ...{ taskId: helped.id, action: 'comment', actor, now: new Date() },
    message: { kind: 'comment', text: 'Всем: до пятницы' },
  })
  await desk.doer.waitFor(says('до пятницы'))
  const before = await desk.state()
  for (const button of Object.values(taskActionButtons)) {
    assert.match(await forge(blocked, button.pack({ taskId: task.id })), /закрыт/)
  }
  await forge(blocked, `task:${task.id}`)
  await desk.school.sandbox.waitUntilIdle()
  assert.deepEqual(await desk.state(), before)
  const got = (await blocked.messages()).slice(told).map(({ text = '' }) => text)
  assert.ok(!got.some((text) => /поручени/i.test(text)), got.join('\n'))
})
