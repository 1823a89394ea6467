import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { orderKpiExport } from '../src/reports/export/order-kpi-export.ts'
import { inRows } from '../src/telegram/keyboard.ts'
import { labels, says } from './chat.ts'
import { forgedKpi, forgedKpiNonsense } from './forged-kpi.ts'
import { personOf } from './help-desk.ts'
import { type KpiSchool, startKpiSchool } from './kpi-school.ts'
import { forge, pressesOfOne } from './order-rights.ts'
import { until } from './until.ts'

let desk: KpiSchool
before(async () => {
  desk = await startKpiSchool()
})
after(() => desk[Symbol.asyncDispose]())

async function shownTo(person: PersonDriver): Promise<string> {
  const messages = (await person.messages()).filter(({ fromBot }) => fromBot)
  return messages.map(({ text = '', caption = '' }) => `${text}${caption}`).join('\n')
}

async function owedFiles(): Promise<number> {
  const { n } = await desk.school.db.one<{ n: number }>(
    sql`select count(*) as n from outbox where kind = 'kpi-export'`,
  )
  return n
}

test('every kind of button that figures have is forged here', () => {
  const root = join(import.meta.dirname, '../src/reports')
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  )
  const kinds = sources.flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/callbackData\('([a-z_]+)'/g)].map(
      ([, kind = '']) => kind,
    ),
  )
  const forged = forgedKpi({ personId: 1, taskId: 1 }).map((data) => data.split(':')[0])
  assert.equal(kinds.length, 5)
  assert.deepEqual(
    kinds.filter((kind) => !forged.includes(kind)),
    [],
  )
})

test('a teacher, a specialist and the admin learn nothing of the school or of others, whatever they forge', async () => {
  const personId = await desk.idOf(desk.anna)
  const data = [...forgedKpi({ personId, taskId: 1 }), ...forgedKpiNonsense]
  for (const role of ['staff', 'specialist', 'admin'] as const) {
    for (const part of inRows(data, pressesOfOne)) {
      const curious = await desk.school.person('Любопытный', role)
      for (const one of part) assert.ok(await forge(curious, one), `${role}: ${one} is answered with words`)
      await desk.school.sandbox.waitUntilIdle()
      const shown = await shownTo(curious)
      for (const secret of ['Анна', 'Борис', 'секрет', 'школы', '📋', '🎫']) {
        assert.ok(!shown.includes(secret), `${role} was shown ${secret}:\n${shown}`)
      }
    }
  }
  assert.equal(await owedFiles(), 0)
})

test("one sees one's own figures and lists, and not the same of another", async () => {
  const own = await desk.idOf(desk.anna)
  await forge(desk.anna, `kpi_list:p${own}:week:0:overdue:0`)
  await desk.anna.waitFor(says('Просрочено: 1', '№5'))
  const other = await desk.idOf(desk.ivan)
  assert.match(await forge(desk.anna, `kpi_list:p${other}:week:0:overdue:0`), /недоступны/)
  assert.match(await forge(desk.anna, `kpi_list:all:week:0:overdue:0`), /недоступны/)
})

test('nobody orders a file with the figures of others, past the buttons too', async () => {
  const teacher = await personOf(desk.school, desk.anna)
  const order = { kind: 'week', day: 0, format: 'csv', language: 'ru' } as const
  const ordered = (subject: string) =>
    desk.school.db.transaction((tx) => orderKpiExport(tx, teacher, { ...order, subject }, new Date()))
  assert.deepEqual(await ordered('all'), { kind: 'not_allowed' })
  assert.deepEqual(await ordered(`p${await desk.idOf(desk.ivan)}`), { kind: 'not_allowed' })
  assert.equal(await owedFiles(), 0)
})

test('who is blocked sees nothing, and gets no file that was ordered before', async () => {
  const leaver = await desk.school.person('Уходящая', 'director')
  await leaver.send('/kpi')
  await leaver.waitFor(says('Показатели школы'))
  // the upload is refused for a while; meanwhile she is blocked
  await desk.school.sandbox.fault({ method: 'sendDocument', status: 429, retryAfter: 2 })
  await forge(leaver, 'kpi_file:all:week:0:csv')
  await desk.school.sandbox.waitForCall(() => true, { method: 'sendDocument' })
  await desk.school.db.run(sql`update person set status = 'blocked' where telegram_id = ${leaver.id}`)
  await desk.school.sandbox.clearFaults()
  await until('nothing is owed any more', async () => (await owedFiles()) === 0)
  const messages = await leaver.messages()
  assert.ok(!messages.some(({ media }) => media?.kind === 'document'))
  const shown = await shownTo(leaver)
  await leaver.send('/kpi')
  await forge(leaver, 'kpi:all:week:0:home')
  await desk.school.sandbox.waitUntilIdle()
  assert.ok(!(await shownTo(leaver)).slice(shown.length).includes('Показатели'))
})

test('who is a director no longer has an old card that shows nothing more', async () => {
  const former = await desk.school.person('Бывшая', 'director')
  await former.send('/kpi')
  await former.waitFor(says('Показатели школы'))
  await desk.school.db.run(sql`update person set role = 'staff' where telegram_id = ${former.id}`)
  const pressed = await former.press('По людям')
  assert.match((await pressed.answered()).text ?? '', /недоступны/)
})

test('who is a specialist no longer keeps his figures, without the tickets that he may not see', async () => {
  const former = await desk.idOf(desk.ivan)
  const resolved = async () => {
    await forge(desk.ivan, `kpi_list:p${former}:week:0:resolved:0`)
    return desk.ivan.waitFor(says('Мои показатели', 'Выполнено: 2'))
  }
  assert.match((await resolved()).text ?? '', /спортзал: секрет/)
  await desk.school.db.run(sql`update person set role = 'staff' where telegram_id = ${desk.ivan.id}`)
  const list = await resolved()
  assert.match(list.text ?? '', /№2 .* · Иван · ответ за 3 ч · решение за 5 ч/)
  assert.doesNotMatch(list.text ?? '', /секрет|спортзал/)
  assert.ok(!labels(list).some((label) => label.startsWith('№')))
})
