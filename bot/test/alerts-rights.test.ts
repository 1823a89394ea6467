import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { keyOf } from '../src/monitoring/alerts/alert-group.ts'
import { says } from './chat.ts'
import { startSchool } from './school.ts'

const key = keyOf({ name: 'BotDown', component: 'bot' })
const forbidden = 'Состояние системы и оповещения видят только администраторы.'

test('who is no admin sees neither alerts nor the status, by a command, by a menu, or by an old button', async () => {
  await using school = await startSchool()
  const former = await school.person('Бывший', 'admin')
  await school.db.run(sql`update person set role = 'staff' where telegram_id = ${former.id}`)
  const others = await Promise.all(
    (['staff', 'specialist', 'director'] as const).map((role) => school.person(`Кто-то ${role}`, role)),
  )
  for (const person of [former, ...others]) {
    for (const command of ['/alerts', '/status', '🔔 Оповещения', '🩺 Состояние']) {
      const { messageId = 0 } = (await person.messages()).at(-1) ?? {}
      await person.send(command)
      await person.waitFor((message) => message.messageId > messageId && says(forbidden)(message))
    }
    for (const data of [
      'alerts:0',
      `alert:${key}`,
      `alert_mute:${key}:hour`,
      `alert_unmute:${key}`,
      'status',
    ]) {
      const pressed = await person.pressData(data, { forge: true })
      assert.equal((await pressed.answered()).text, forbidden, data)
    }
  }
  const { commands } = await school.db.one<{ commands: number }>(sql`
    select count(*)::int as commands from outbox
    where chat_id = ${former.id} and payload::text like '%/alerts%'`)
  assert.equal(commands, 0)
})

test('in a group nothing is shown of monitoring', async () => {
  await using school = await startSchool()
  const olga = await school.person('Ольга', 'admin')
  const group = await school.sandbox.group({ title: 'Учителя', members: [olga] })
  for (const command of ['/alerts', '/status']) {
    await olga.in(group).send(command)
    await olga.in(group).waitFor(says('только в личном чате'))
  }
})
