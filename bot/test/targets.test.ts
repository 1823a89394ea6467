import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { changeTarget } from '../src/tickets/clocks/targets-change.ts'
import { listTargets } from '../src/tickets/clocks/targets-store.ts'
import { labels, offers, press, says } from './chat.ts'
import { personOf } from './help-desk.ts'
import { type School, startSchool } from './school.ts'
import { untilWaiting } from './until-waiting.ts'

const hour = 3600
let school: School
let olga: PersonDriver
let anna: PersonDriver
before(async () => {
  school = await startSchool({ now: () => new Date('2026-11-20T12:00:00Z') })
  olga = await school.person('Ольга', 'admin')
  anna = await school.person('Anna', 'admin', { language: 'en' })
})
after(() => school[Symbol.asyncDispose]())

const targetsNow = async () =>
  Object.fromEntries(
    (await listTargets(school.db)).map(({ urgency, response, resolution }) => [
      urgency,
      [response, resolution].map((seconds) => seconds && seconds / hour),
    ]),
  )
const audit = () =>
  school.db.many<{ actor: string; action: string; details: object }>(sql`
    select p.name as actor, e.action, e.details from audit_event e join person p on p.id = e.actor_id
    where e.subject_kind = 'ticket_target' order by e.id`)

test('an admin sees all targets and changes one by buttons alone', async () => {
  await olga.send('/categories')
  await press(olga, 'Сроки по заявкам', says('Категории заявок'))
  const list = await olga.waitFor(says('Сроки по заявкам', 'для открытых заявок тоже'))
  assert.match(list.text ?? '', /🔴 срочно: урок под угрозой\nответ: 1 ч, решение: 4 ч/)
  assert.match(list.text ?? '', /⚪️ не к спеху\nответ: без срока, решение: без срока/)
  await press(olga, 'обычная', says('Сроки по заявкам'))
  await press(olga, 'Первый ответ', says('Первый ответ: 8 ч', 'Решение: 24 ч'))
  const question = await olga.waitFor(says('на первый ответ?'))
  assert.deepEqual(labels(question), [
    ...['1 ч', '2 ч', '4 ч', '8 ч', '16 ч', '24 ч', '40 ч'],
    ...['Без срока', '⬅️ Назад'],
  ])
  assert.equal(await press(olga, '4 ч', says('на первый ответ?')), 'Срок изменён')
  await press(olga, 'Все сроки', says('Первый ответ: 4 ч'))
  await olga.waitFor(says('Сроки по заявкам', 'ответ: 4 ч, решение: 24 ч'))
  assert.deepEqual((await targetsNow())['normal'], [4, 24])
  assert.deepEqual(await audit(), [
    {
      actor: 'Ольга',
      action: 'ticket_target.changed',
      details: { urgency: 'normal', clock: 'response', from: 8 * hour, to: 4 * hour },
    },
  ])
})

test('an admin types a target, in English, after words that are none', async () => {
  await anna.send('/targets')
  await press(anna, 'no hurry', says('Ticket targets'))
  await press(anna, 'Resolution', says('First response: no target'))
  await anna.waitFor(says('for the resolution?'))
  for (const nonsense of ['soon', '6']) {
    await anna.send(nonsense)
    await anna.waitFor((message) => says('could not read that')(message) && offers('No target')(message))
  }
  await anna.send('1000 h')
  await anna.waitFor(says('from 5 minutes to 400 hours'))
  await anna.sendPhoto()
  await anna.waitFor(says('could not read that'))
  await anna.send('90 min')
  await anna.waitFor(says('The target was changed'))
  await anna.waitFor(says('Resolution: 1 h 30 min'))
  assert.deepEqual((await targetsNow())['low'], [null, 1.5])
  // the dialogue is over
  await anna.send('2 h')
  await anna.waitFor(says('Is something broken'))
  assert.deepEqual((await targetsNow())['low'], [null, 1.5])
})

test('a response target never exceeds the resolution target, and it is said which one to change first', async () => {
  const before = await audit()
  await olga.send('/targets')
  await press(olga, 'важно', says('Сроки по заявкам'))
  await press(olga, 'Первый ответ', says('важно', 'Первый ответ: 2 ч'))
  assert.equal(
    await press(olga, '16 ч', says('важно', 'на первый ответ?')),
    'Срок ответа (16 ч) не может быть больше срока решения (8 ч). Сначала увеличьте срок решения.',
  )
  await olga.send('8 ч 1 мин')
  await olga.waitFor(says('Срок ответа (8 ч 1 мин) не может быть больше срока решения (8 ч)'))
  await press(olga, 'Назад')
  await press(olga, 'Решение', says('важно', 'Первый ответ: 2 ч'))
  assert.equal(
    await press(olga, '1 ч', says('важно', 'на решение?')),
    'Срок решения (1 ч) не может быть меньше срока ответа (2 ч). Сначала уменьшите срок ответа.',
  )
  assert.deepEqual((await targetsNow())['high'], [2, 8])
  assert.deepEqual(await audit(), before)
  // the same again is no change; without a resolution target there is nothing to exceed
  assert.equal(await press(olga, '8 ч', says('важно', 'на решение?')), 'Срок остался прежним')
  assert.deepEqual(await audit(), before)
  await press(olga, 'Решение', says('важно', 'Первый ответ: 2 ч'))
  await press(olga, 'Без срока', says('важно', 'на решение?'))
  await press(olga, 'Первый ответ', says('важно', 'Решение: без срока'))
  assert.equal(await press(olga, '40 ч', says('важно', 'на первый ответ?')), 'Срок изменён')
  assert.deepEqual((await targetsNow())['high'], [40, null])
})

test('two admins at once cannot bring a response target past the resolution target', async () => {
  const [first, second] = [await personOf(school, olga), await personOf(school, anna)]
  for (let round = 0; round < 10; round++) {
    await school.db.run(sql`
      update ticket_target set response_seconds = ${hour}, resolution_seconds = ${8 * hour} where urgency = 'critical'`)
    const now = new Date()
    const outcomes = await Promise.all([
      school.db.transaction((tx) =>
        changeTarget(tx, first, { urgency: 'critical', clock: 'response', seconds: 4 * hour }, now),
      ),
      school.db.transaction((tx) =>
        changeTarget(tx, second, { urgency: 'critical', clock: 'resolution', seconds: 2 * hour }, now),
      ),
    ])
    const kinds = outcomes.map(({ kind }) => kind).sort()
    assert.deepEqual(kinds, ['changed', 'response_exceeds_resolution'])
  }
})

test('who loses the right while his change is under way changes nothing', async () => {
  const { db } = school
  const dismissed = await personOf(school, await school.person('Пётр', 'admin'))
  const wanted = { urgency: 'normal', clock: 'response', seconds: 3 * hour } as const
  const before = await targetsNow()
  const attempt = await db.transaction(async (tx) => {
    await tx.run(sql`update person set role = 'staff' where id = ${dismissed.id}`)
    const begun = db.transaction((own) => changeTarget(own, dismissed, wanted, new Date()))
    await untilWaiting(db, 1)
    return { begun }
  })
  assert.deepEqual(await attempt.begun, { kind: 'not_allowed' })
  assert.deepEqual(await targetsNow(), before)
})

test('who is not an admin sees and changes nothing, with the command or with a forged button', async () => {
  const before = await targetsNow()
  for (const role of ['staff', 'specialist', 'director'] as const) {
    const person = await school.person(`Кто-то ${role}`, role)
    await person.send('/targets')
    await person.waitFor(says('Сроки меняет администратор'))
    for (const data of [
      'targets',
      'target:normal',
      'target_ask:normal:response',
      'target_set:normal:response:1',
    ]) {
      const pressed = await person.pressData(data, { forge: true })
      assert.match((await pressed.answered()).text ?? '', /Сроки меняет администратор/, `${role} ${data}`)
    }
  }
  assert.deepEqual(await targetsNow(), before)
})

test('who is no admin any more changes nothing with a question that is still open', async () => {
  const former = await school.person('Бывший', 'admin')
  await former.pressData('target_ask:normal:response', { forge: true })
  await former.waitFor(says('на первый ответ?'))
  await school.db.run(sql`update person set role = 'staff' where telegram_id = ${former.id}`)
  const before = await targetsNow()
  await former.send('не работает проектор')
  await former.waitFor(says('Ваша роль изменилась'))
  // he is left in no dialogue
  await former.send('1 ч')
  await former.waitFor(says('Что-то сломалось'))
  assert.deepEqual(await targetsNow(), before)
})

test('a forged target that no button offers is out of date, and changes nothing', async () => {
  const before = await targetsNow()
  for (const data of ['target_set:normal:response:41', 'target_set:normal:both:1', 'target:urgent']) {
    await (await olga.pressData(data, { forge: true })).answered()
  }
  assert.deepEqual(await targetsNow(), before)
})
