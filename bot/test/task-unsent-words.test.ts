import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { ask, labels, press, says } from './chat.ts'
import { personOf } from './help-desk.ts'
import { createOrderDesk } from './order-desk.ts'
import { isCard, monday, type OrderSchool, startOrderSchool } from './order-school.ts'

/** The doer writes a report of many words and a photo; it is not sent yet. */
async function writeReport({ doer }: OrderSchool, id: number, words: string): Promise<void> {
  await press(doer, 'Отчитаться', isCard(`№${id}`))
  await doer.waitFor(says('Напишите, что сделано'))
  await ask(doer, words, 'Можно добавить ещё')
  await doer.sendPhoto()
  await doer.waitFor(says('Файлы: 1'))
}

test('a report on an order that was cancelled meanwhile comes back, and goes as a comment if its doer wants', async () => {
  await using told = await startOrderSchool()
  const { school, director, doer } = told
  const { id } = await told.issue()
  const long = `Почти <готово>. ${'Осталась подпись завуча. '.repeat(60)}Вот и всё`
  await writeReport(told, id, long)
  const desk = createOrderDesk(school.db)
  await desk.change({ taskId: id, action: 'cancel', actor: await personOf(school, director), now: monday })

  assert.match((await press(doer, 'Отправить отчёт', says('Файлы: 1'))) ?? '', /Поручение уже отменено/)
  const back = await doer.waitFor(says(`Отчёт по поручению №${id} не отправлен`, 'уже отменено', long), {
    since: 'start',
  })
  assert.match(back.text ?? '', /Файлы \(1\) остались выше/)
  assert.deepEqual(labels(back), ['💬 Отправить как сообщение', '📄 Открыть поручение', '✖️ Отмена'])
  await ask(doer, 'И ключ сдала', 'Можно добавить ещё')
  assert.match(
    (await press(doer, 'Отправить', says('Сообщение по поручению', 'Можно добавить'))) ?? '',
    /Сообщение по поручению №\d+ отправлено/,
  )
  await director.waitFor(says('Сообщение по поручению', 'Вот и всё\nИ ключ сдала'), { since: 'start' })
  await director.waitFor(({ media }) => media?.kind === 'photo', { since: 'start' })
})

test('words about an order that was given to somebody else come back to who wrote them, and go nowhere', async () => {
  await using told = await startOrderSchool()
  const { school, director, doer } = told
  const { id } = await told.issue({ coDoerIds: [] })
  await writeReport(told, id, 'Почти готово')
  const desk = createOrderDesk(school.db)
  const { id: responsibleId } = await desk.person('Пётр')
  const actor = await personOf(school, director)
  await desk.change({ taskId: id, action: 'reassign', actor, now: monday, changes: { responsibleId } })

  assert.match((await press(doer, 'Отправить отчёт', says('Файлы: 1'))) ?? '', /передали другому/)
  const back = await doer.waitFor(says('не отправлен', 'скопировать', 'Почти готово', 'Файлы (1)'), {
    since: 'start',
  })
  assert.deepEqual(labels(back), [], 'he may not open it any more')
  const { said } = await school.db.one<{ said: number }>(
    sql`select count(*) as said from task_message where task_id = ${id}`,
  )
  assert.equal(said, 0)
})

test('a remark on a report that another has accepted meanwhile comes back too', async () => {
  await using told = await startOrderSchool('en')
  const { school, director, doer } = told
  const { id } = await told.issue()
  const desk = createOrderDesk(school.db)
  const report = { kind: 'report', text: 'Done' } as const
  await desk.change({
    taskId: id,
    action: 'report',
    actor: await personOf(school, doer),
    now: monday,
    message: report,
  })
  await press(director, 'Return for rework', says('Report on order'))
  await director.waitFor(says('what has to be done again'))
  await ask(director, 'Page two is not signed', 'You can add more')
  const deputy = await desk.person('Deputy', 'director')
  await desk.change({ taskId: id, action: 'accept', actor: deputy, now: monday })

  assert.match((await press(director, 'Return for rework', says('Page two'))) ?? '', /accepted already/)
  await director.waitFor(says('The remark', 'was not sent', 'Page two is not signed'), { since: 'start' })
  await press(director, 'Send as a message', says('was not sent'))
  await doer.waitFor(says('Message about order', 'Page two is not signed'), { since: 'start' })
})
