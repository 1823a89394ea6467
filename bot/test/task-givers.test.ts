import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { setGiverButton } from '../src/tasks/givers/givers-buttons.ts'
import { labels, press, says } from './chat.ts'
import { personOf } from './help-desk.ts'
import { type School, startSchool } from './school.ts'
import { until } from './until.ts'

let school: School
let director: PersonDriver

before(async () => {
  school = await startSchool()
  director = await school.person('Елена Викторовна', 'director')
})
after(() => school[Symbol.asyncDispose]())

/** Presses the button of a list that somebody may have forged or kept. */
async function set(by: PersonDriver, whom: PersonDriver, to: 'allowed' | 'withdrawn') {
  const { id } = await personOf(school, whom)
  const pressed = await by.pressData(setGiverButton.pack({ id, to, list: 'directed', page: 0 }), {
    forge: true,
  })
  return (await pressed.answered()).text
}

const givesTasks = async (person: PersonDriver) => (await personOf(school, person)).givesTasks

async function auditOf(person: PersonDriver): Promise<string[]> {
  const { id } = await personOf(school, person)
  const rows = await school.db.many<{ line: string }>(sql`
    select e.action || ' by ' || p.name as line from audit_event e join person p on p.id = e.actor_id
    where e.subject_kind = 'person' and e.subject_id = ${id} order by e.id`)
  return rows.map(({ line }) => line)
}

/** Whether the person is offered the command in the list of commands, once it is settled. */
async function untilOffered(person: PersonDriver, command: string, offered: boolean): Promise<void> {
  await until(`/${command} is ${offered ? 'offered' : 'gone'}`, async () => {
    const { commands } = await person.chat()
    return commands.length > 0 && commands.some((one) => one.command === command) === offered
  })
}

test('a director allows somebody by a press, and he is told and has the menu for it at once', async () => {
  const teacher = await school.person('Мария', 'staff')
  await director.tap('📋 Поручения')
  await press(director, 'По людям')
  await press(director, 'Кто может давать поручения', says('по людям'))
  const list = await director.waitFor(says('Кто может давать поручения', 'Все: 1'))
  assert.ok(labels(list).includes('▫️ 👩‍🏫 Мария'))
  assert.ok(!labels(list).some((label) => label.includes('Елена')), 'directors need no permission')
  assert.equal(await press(director, 'Мария', says('Все: 1')), 'Теперь может давать поручения')
  await teacher.waitFor(says('Теперь вы можете давать поручения', 'Елена Викторовна'))
  const marked = await director.waitFor((message) => labels(message).includes('✅ 👩‍🏫 Мария'))
  assert.equal(await givesTasks(teacher), true)
  await untilOffered(teacher, 'task', true)
  await teacher.send('/help')
  await teacher.waitFor(says('/task '))

  await director.press('Мария', { messageId: marked.messageId })
  await teacher.waitFor(says('больше не можете давать новые поручения'))
  assert.equal(await givesTasks(teacher), false)
  await untilOffered(teacher, 'task', false)
  assert.deepEqual(await auditOf(teacher), [
    'person.giving_allowed by Елена Викторовна',
    'person.giving_withdrawn by Елена Викторовна',
  ])
})

test('an English teacher is told in English', async () => {
  const teacher = await school.person('Alice', 'specialist', { language: 'en' })
  await set(director, teacher, 'allowed')
  await teacher.waitFor(says('You can give orders now', 'Елена Викторовна'))
})

test('people come a page at a time, are searched for by name, and stay in view when pressed', async () => {
  for (let i = 10; i < 20; i++) await school.person(`Завуч ${i}`, 'staff')
  await director.send('/givers')
  await director.waitFor(says('1/2'))
  await director.press('▶️')
  await director.waitFor(says('2/2'))
  await director.press('🔎 Найти')
  await director.waitFor(says('Кого ищем'))
  await director.send('завуч')
  await director.waitFor(says('«завуч»: 10 · 1/2'))
  await director.press('▶️')
  await director.waitFor(says('«завуч»: 10 · 2/2'))
  await director.press('Завуч 19')
  const page = await director.waitFor((message) => labels(message).includes('✅ 👩‍🏫 Завуч 19'))
  assert.match(page.text ?? '', /2\/2/)
  await director.press('Все люди')
  await director.waitFor(says('Все:'))
  await director.press('Кому разрешено')
  const allowed = await director.waitFor(says('Кому разрешено: 2'))
  assert.deepEqual(labels(allowed).slice(0, 2).toSorted(), ['✅ 👩‍🏫 Завуч 19', '✅ 🛠 Alice'])
  await director.send('/givers никто такой')
  await director.waitFor(says('никого не нашлось'))
})

test('nobody but a director decides it, whatever he forges', async () => {
  const teacher = await school.person('Хитрая', 'staff')
  const admin = await school.person('Ольга', 'admin')
  const giver = await school.person('Разрешённая', 'staff')
  await set(director, giver, 'allowed')
  for (const person of [teacher, admin, giver]) {
    assert.match((await set(person, teacher, 'allowed')) ?? '', /только директора/)
    assert.match((await set(person, giver, 'withdrawn')) ?? '', /только директора/)
    for (const data of ['givers:directed:0', 'givers:givers:0', 'givers_search', 'givers_found:0']) {
      const pressed = await person.pressData(data, { forge: true })
      assert.match((await pressed.answered()).text ?? '', /только директора/, data)
    }
    await person.send('/givers')
    await person.waitFor(says('только директора'))
  }
  assert.equal(await givesTasks(teacher), false)
  assert.equal(await givesTasks(giver), true)
})

test('a blocked person is not allowed, a director needs no permission, and nobody is allowed twice', async () => {
  const blocked = await school.person('Закрытый', 'staff')
  await school.db.run(sql`update person set status = 'blocked' where telegram_id = ${blocked.id}`)
  assert.match((await set(director, blocked, 'allowed')) ?? '', /нет доступа/)
  const other = await school.person('Второй директор', 'director')
  assert.match((await set(director, other, 'allowed')) ?? '', /разрешение не нужно/)
  const teacher = await school.person('Дважды', 'staff')
  await set(director, teacher, 'allowed')
  assert.match((await set(other, teacher, 'allowed')) ?? '', /Уже так и есть/)
  assert.equal((await auditOf(teacher)).length, 1)
  const nobody = setGiverButton.pack({ id: 2_147_483_647, to: 'allowed', list: 'found', page: 7 })
  const pressed = await director.pressData(nobody, { forge: true })
  assert.match((await pressed.answered()).text ?? '', /Такого человека нет/)
})

test('two directors who press opposite things at once both get an answer, and the last one holds', async () => {
  const other = await school.person('Третий директор', 'director')
  const teacher = await school.person('Спорная', 'staff')
  await Promise.all([set(director, teacher, 'allowed'), set(other, teacher, 'withdrawn')])
  const last = (await auditOf(teacher)).at(-1)?.split(' ')[0]
  assert.equal(await givesTasks(teacher), last === 'person.giving_allowed')
})

test('an admin reads in the history of a person who allowed him to give orders', async () => {
  const admin = await school.person('Пётр Петрович', 'admin')
  const teacher = await school.person('Читаемая', 'staff')
  await set(director, teacher, 'allowed')
  const { id } = await personOf(school, teacher)
  await admin.pressData(`person-history:${id}`, { forge: true })
  await admin.waitFor(says('теперь может давать поручения · Елена Викторовна'))
})
