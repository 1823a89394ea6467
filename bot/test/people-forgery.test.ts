import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { says } from './chat.ts'
import { personRow } from './person-row.ts'
import { type School, startSchool } from './school.ts'

let school: School
let admin: PersonDriver
let otherAdmin: PersonDriver

before(async () => {
  school = await startSchool()
  admin = await school.person('Ольга Андреевна', 'admin')
  otherAdmin = await school.person('Пётр Петрович', 'admin')
})
after(() => school[Symbol.asyncDispose]())

test('a blocked person gets one polite answer and nothing else', async () => {
  const teacher = await school.person('Виктор', 'staff')
  await admin.send('/people Виктор')
  await admin.waitFor(says('«Виктор»'))
  await admin.press('Виктор')
  await admin.waitFor(says('Роль: сотрудник'))
  await admin.press('Закрыть доступ')
  await admin.waitFor(says('доступ закрыт'))
  await teacher.waitFor(says('Ваш доступ к боту закрыт'))
  const chat = await teacher.chat()
  assert.equal(chat.replyKeyboard, undefined)

  await teacher.send('/new')
  await teacher.waitFor(says('Ваш доступ к боту закрыт'))
  await teacher.start('inv_x')
  await teacher.send('ау')
  const press = await teacher.pressData('settings', { forge: true })
  assert.match((await press.answered()).text ?? '', /закрыт/)
  await school.sandbox.waitUntilIdle()
  const answers = (await teacher.messages()).filter(
    (message) => message.fromBot && says('доступ к боту закрыт')(message),
  )
  assert.equal(answers.length, 2, 'one notice and one answer')
})

test('a teacher who forges the buttons and commands of admins changes nothing', async () => {
  const teacher = await school.person('Хитрая', 'staff')
  const me = await personRow(school, teacher.id)
  const boss = await personRow(school, otherAdmin.id)
  assert.ok(me && boss)
  const stranger = await school.stranger('Друг')
  await stranger.press('Попросить доступ')
  await stranger.waitFor(says('Как вас называть'))
  await stranger.press('Оставить')
  await stranger.waitFor(says('Запрос отправлен'))
  const request = await school.db.one<{ id: number }>(
    sql`select id from access_request where telegram_id = ${stranger.id}`,
  )
  const live = await school.db.one<{ id: number }>(sql`
    insert into invite (code_hash, role, created_by, expires_at, max_uses)
    values ('hash', 'staff', ${boss.id}, now() + interval '1 day', 5) returning id`)
  const audit = async () => (await school.db.one<{ n: number }>(sql`select count(*) as n from audit_event`)).n
  const before = await audit()
  const forged = [
    'people:all:0',
    'people-search',
    'people-found:0',
    `person:${boss.id}`,
    `person-roles:${me.id}`,
    `person-role:${me.id}:admin`,
    `person-access:${boss.id}:blocked`,
    `person-name:${boss.id}`,
    `person-history:${boss.id}`,
    `offboard:${boss.id}:0`,
    `offboard-search:${boss.id}`,
    'offboard-found:0',
    `offboard-to:${boss.id}:0`,
    `offboard-yes:${boss.id}:0`,
    'invites',
    `invite-revoke:${live.id}`,
    'invite-days:00000000:admin:1:30',
    'access-pending',
    `access:${request.id}:admin`,
    'menu:people',
    'menu:invite',
    'menu:no_such_command',
    `person-role:${me.id}:owner`,
    'person:99999999999999999999',
    'person:1:2:3',
    '🙂'.repeat(10),
  ]
  for (const data of forged) {
    const press = await teacher.pressData(data, { forge: true })
    const answer = await press.answered()
    assert.ok(
      data.startsWith('menu:') || /администратор|устарела/.test(answer.text ?? ''),
      `${data}: ${answer.text}`,
    )
  }
  for (const command of ['/people', '/people Ольга', '/invite']) {
    await teacher.send(command)
    await teacher.waitFor(says('только администраторы'))
  }
  const shown = (await teacher.messages()).filter((message) => message.fromBot).map(({ text }) => text ?? '')
  assert.ok(!shown.some((text) => text.includes('Пётр Петрович')), shown.join('\n'))
  assert.equal(await audit(), before)
  assert.equal((await personRow(school, teacher.id))?.role, 'staff')
  assert.equal((await personRow(school, otherAdmin.id))?.status, 'active')
})

test('an admin who loses his role in the middle of a dialogue can finish none of it', async () => {
  const demoted = await school.person('Бывший', 'admin')
  const row = await personRow(school, demoted.id)
  const boss = await personRow(school, otherAdmin.id)
  assert.ok(row && boss)
  await demoted.send('/invite')
  await demoted.waitFor(says('Кого приглашаем'))
  await demoted.press('администратор')
  await demoted.waitFor(says('Сколько дней'))
  await admin.pressData(`person-role:${row.id}:staff`, { forge: true })
  await demoted.waitFor(says('Ваша роль теперь: сотрудник'))
  const press = await demoted.press('30 дней')
  assert.match((await press.answered()).text ?? '', /устарела/)
  await demoted.waitFor(says('Ваша роль изменилась'))
  const made = await school.db.many(sql`select from invite where created_by = ${row.id}`)
  assert.equal(made.length, 0)

  await admin.pressData(`person-role:${row.id}:admin`, { forge: true })
  await demoted.waitFor(says('Ваша роль теперь: администратор'))
  await demoted.pressData(`person-name:${boss.id}`, { forge: true })
  await demoted.waitFor(says('Как теперь называть'))
  await admin.pressData(`person-role:${row.id}:staff`, { forge: true })
  await demoted.waitFor(says('Ваша роль теперь: сотрудник'))
  await demoted.send('Переименован')
  await demoted.waitFor(says('Ваша роль изменилась', 'осталось выше'))
  assert.equal((await personRow(school, otherAdmin.id))?.name, 'Пётр Петрович')
})
