import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { newInviteCode } from '../src/people/invite-code.ts'
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

/** Goes through /invite and gives the payload of the link. */
async function invite(role: string, uses: string, days: string): Promise<string> {
  await admin.send('/invite')
  await admin.waitFor(says('Кого приглашаем'))
  await admin.press(role)
  await admin.waitFor(says('Сколько человек'))
  await admin.press(uses)
  await admin.waitFor(says('Сколько дней'))
  await admin.press(days)
  const { text } = await admin.waitFor(says('готово'))
  assert.match(text ?? '', /, до \d{1,2} [а-я]+( \d{4} г\.)?\n/)
  const payload = /t\.me\/\w+\?start=([\w-]+)/.exec(text ?? '')?.[1]
  assert.ok(payload, text)
  return payload
}

test('an invited teacher comes in by the link, says how to call her, and has the menu of staff', async () => {
  const payload = await invite('сотрудник', '5', '7 дней')
  const teacher = await school.stranger('Маша')
  await teacher.start(payload)
  await teacher.waitFor(says('Добро пожаловать, Маша'))
  await teacher.waitFor(says('Как вас называть'))
  await teacher.send('Мария <Ивановна> 👩‍🏫')
  const answer = await teacher.waitFor(says('Очень приятно'))
  assert.match(answer.text ?? '', /Мария <Ивановна> 👩‍🏫/)
  await admin.waitFor(says('По вашему приглашению'), { since: 'start' })

  const chat = await until('her menu', async () => {
    const chat = await teacher.chat()
    return chat.commands.some(({ command }) => command === 'new') ? chat : undefined
  })
  const commands = chat.commands.map(({ command }) => command)
  assert.ok(commands.includes('settings') && !commands.includes('people') && !commands.includes('invite'))
  const keys = (chat.replyKeyboard?.rows ?? []).flat().map(({ text }) => text)
  assert.ok(keys.includes('⚙️ Настройки') && !keys.includes('👥 Люди'), keys.join())

  await teacher.start(payload)
  await teacher.waitFor(says('вы уже с нами'))
})

test('everybody who comes in is told what this is for in the own part: orders for the director and the doers', async () => {
  for (const [role, duties] of [
    ['сотрудник', ['/new', '/tasks']],
    ['специалист', ['/queue', '/tasks']],
    ['директор', ['/task', '/tasks', '/kpi']],
  ] as const) {
    const newcomer = await school.stranger(`Новый ${role}`)
    await newcomer.start(await invite(role, '5', '7 дней'))
    const { text = '' } = await newcomer.waitFor(says('Добро пожаловать'))
    for (const duty of duties) assert.match(text, new RegExp(`${duty}\\b`), role)
  }
})

test('a double tap on the last step of /invite makes one invite', async () => {
  const count = async () => (await school.db.one<{ n: number }>(sql`select count(*) as n from invite`)).n
  const before = await count()
  await admin.send('/invite')
  const first = await admin.waitFor(says('Кого приглашаем'))
  await admin.press('сотрудник')
  await admin.waitFor(says('Сколько человек'))
  await admin.press('30')
  const last = await admin.waitFor(says('Сколько дней'))
  const data = last.buttons?.[0]?.[0]?.data
  assert.ok(data)
  const presses = [await admin.pressData(data, { messageId: first.messageId, forge: true })]
  presses.push(await admin.pressData(data, { messageId: first.messageId, forge: true }))
  const [, again] = await Promise.all(presses.map((press) => press.answered()))
  assert.match(again?.text ?? '', /устарела/)
  assert.equal(await count(), before + 1)
})

test('a revoked invite and an unknown one get clear words', async () => {
  const payload = await invite('специалист', '1', '1 день')
  const stranger = await school.stranger('Чужой')
  await admin.send('/invite')
  await admin.press('Действующие приглашения')
  const list = await admin.waitFor(says('Действующие приглашения'))
  const revoke = (list.buttons ?? []).flat()[0]
  assert.ok(revoke)
  await admin.press(revoke.text)
  await admin.waitFor((message) => !(message.buttons ?? []).flat().some(({ text }) => text === revoke.text))
  await stranger.start(payload)
  await stranger.waitFor(says('отозвано'))
  await stranger.start(`inv_${newInviteCode()}`)
  await stranger.waitFor(says('Такого приглашения нет'))
  assert.equal(await personRow(school, stranger.id), undefined)
})
