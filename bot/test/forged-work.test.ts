import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { press, says } from './chat.ts'
import { file, shows, ticketOf } from './help-desk.ts'
import { startSchool } from './school.ts'

const forged = (id: number) => [
  ...['take', 'ask', 'note', 'change_category', 'change_urgency'].map((action) => `t_${action}:${id}`),
  ...['hand_over', 'return_to_queue', 'resolve', 'link_duplicate'].map((action) => `t_${action}:${id}`),
  `w_remark:${id}:0`,
  `w_send:${id}`,
  `w_cat:${id}:2`,
  `w_urg:${id}:critical`,
  `w_to:${id}:1`,
  `w_people:${id}:0`,
  `w_queue:${id}`,
  `w_dup:${id}:1`,
  'w_leave',
  't_take:2147483647',
  't_take:99999999999',
  't_take:-1',
  'w_urg:1:<b>',
]

test('a teacher who forges the buttons of specialists changes nothing and opens no dialogue', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const other = await file(school, teacher)
  const { id } = await file(school, teacher)
  await press(ivan, 'Взять', shows(id))
  await ivan.waitFor(shows(id, 'Исполнитель: Иван'))
  const before = [await ticketOf(school, id), await ticketOf(school, other.id)]
  for (const data of [...forged(id), ...forged(other.id).slice(0, 9)]) {
    const { text } = await (await teacher.pressData(data, { forge: true })).answered()
    assert.ok(text, `${data} is answered with words`)
  }
  await teacher.send('Готово')
  assert.deepEqual([await ticketOf(school, id), await ticketOf(school, other.id)], before)
  const { changes } = await school.db.one<{ changes: number }>(sql`
    select count(*) as changes from ticket_event where kind not in ('file', 'take')`)
  assert.equal(changes, 0)
})

test('a specialist who loses the role in the middle of a dialogue changes nothing with it', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const { id } = await file(school, teacher)
  await press(ivan, 'Взять', shows(id))
  await press(ivan, 'Выполнено', shows(id, 'Исполнитель: Иван'))
  await ivan.waitFor(says('что сделано?'))
  await school.db.run(sql`update person set role = 'staff' where telegram_id = ${ivan.id}`)
  await ivan.send('Готово')
  await ivan.waitFor(says('Ваша роль изменилась', 'никуда не отправлено'))
  assert.equal((await ticketOf(school, id)).status, 'in_progress')
})

test('what an author adds while nobody has the ticket reaches those who could take it', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const { id } = await file(school, teacher)
  await ivan.waitFor(shows(id))
  await teacher.pressData(`t_comment:${id}`, { forge: true })
  await teacher.waitFor(says('№' + id))
  await teacher.send('Уже искрит!')
  await ivan.waitFor(says('Комментарий к заявке', 'Уже искрит!'))
})
