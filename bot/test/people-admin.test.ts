import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { says } from './chat.ts'
import { personRow } from './person-row.ts'
import { type School, startSchool } from './school.ts'
import { until } from './until.ts'

let school: School
let admin: PersonDriver

before(async () => {
  school = await startSchool()
  admin = await school.person('Ольга Андреевна', 'admin')
})
after(() => school[Symbol.asyncDispose]())

test('an admin turns pages, filters, searches again and again, and changes a role', async () => {
  for (let i = 10; i < 20; i++) await school.person(`Кочегар ${i}`, 'staff')
  await admin.tap('👥 Люди')
  await admin.waitFor(says('Люди'))
  await admin.press('▶️')
  await admin.waitFor(says('2/'))
  await admin.press('🔎 Найти')
  await admin.waitFor(says('Кого ищем'))
  await admin.send('никого такого')
  await admin.waitFor(says('никого не нашлось'))
  await admin.send('кочегар')
  const first = await admin.waitFor(says('«кочегар»: 10 · 1/2'))
  await admin.press('▶️', { messageId: first.messageId })
  await admin.waitFor(says('2/2'))
  await admin.press('Кочегар 19')
  await admin.waitFor(says('Кочегар 19'))
  await admin.press('Сменить роль')
  await admin.waitFor(says('Какую роль дать'))
  await admin.press('специалист')
  await admin.waitFor(says('Роль: специалист'))
  await admin.press('История')
  const history = await admin.waitFor(says('роль: сотрудник → специалист'))
  assert.match(history.text ?? '', /Ольга Андреевна/)
})

test('a renamed person is told, and his new menu follows his role', async () => {
  const person = await school.person('Василий', 'staff')
  const row = await personRow(school, person.id)
  assert.ok(row)
  await admin.pressData(`person-name:${row.id}`, { forge: true })
  await admin.waitFor(says('Как теперь называть'))
  await admin.send('х'.repeat(101))
  await admin.waitFor(says('не длиннее 100'))
  await admin.send('Василий <b>Петрович</b>')
  await admin.waitFor(says('Имя изменено: Василий <b>Петрович</b>'))
  await person.waitFor(says('Теперь вы: Василий <b>Петрович</b>'))
  await admin.pressData(`person-role:${row.id}:admin`, { forge: true })
  await person.waitFor(says('администратор'))
  const chat = await until('the menu of an admin', async () => {
    const chat = await person.chat()
    return chat.commands.some(({ command }) => command === 'invite') ? chat : undefined
  })
  assert.ok((chat.replyKeyboard?.rows ?? []).flat().some(({ text }) => text === '👥 Люди'))
})

test('the work of a leaver goes over in the chat of the admin', async () => {
  const leaver = await school.person('Уходящий', 'specialist')
  const receiver = await school.person('Остающийся', 'specialist')
  const teacher = await school.person('Автор', 'staff')
  const row = await personRow(school, leaver.id)
  const author = await personRow(school, teacher.id)
  assert.ok(row && author)
  await school.db.run(sql`
    insert into ticket (draft_id, author_id, filed_by, category_id, place, description, urgency, status, assignee_id)
    values (gen_random_uuid(), ${author.id}, ${author.id}, 1, '12', 'не работает', 'normal', 'in_progress', ${row.id})`)
  await admin.pressData(`offboard:${row.id}:0`, { forge: true })
  await admin.waitFor(says('В работе: 1 заявка. Кому передать?'))
  await admin.press('Остающийся')
  await admin.waitFor(says('1 заявка: Остающийся'))
  await admin.press('Да, оформить уход')
  await admin.waitFor(says('Передано:', '1 заявка: Остающийся'))
  await leaver.waitFor(says('закончился'))
  await receiver.waitFor(says('К вам перешла работа'))
  assert.equal((await personRow(school, leaver.id))?.status, 'left')
  const { name } = await school.db.one<{ name: string }>(sql`
    select p.name from ticket t join person p on p.id = t.assignee_id where t.author_id = ${author.id}`)
  assert.equal(name, 'Остающийся')
})
