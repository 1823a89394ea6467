import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { labels, press, says } from './chat.ts'
import { type KpiSchool, kpiNow, startKpiSchool } from './kpi-school.ts'
import { forge } from './order-rights.ts'
import { readCsv } from './read-files.ts'
import { until } from './until.ts'

let desk: KpiSchool
before(async () => {
  desk = await startKpiSchool()
})
after(() => desk[Symbol.asyncDispose]())

async function owedFiles(): Promise<number> {
  const { files } = await desk.school.db.one<{ files: number }>(
    sql`select count(*) as files from outbox where kind = 'kpi-export'`,
  )
  return files
}

const noted = () =>
  desk.school.db.many<{ who: string; at: Date; details: Record<string, unknown> }>(sql`
    select p.name as who, e.at, e.details from audit_event e join person p on p.id = e.actor_id
    where e.action = 'person.exported_kpi' and e.subject_id = e.actor_id order by e.id`)

test('one asks for the next file when the last one is there; every file is noted once, with its rows', async () => {
  const { school, director, anna, admin } = desk
  await school.sandbox.fault({ method: 'sendDocument', status: 429, retryAfter: 1 })
  assert.match(await forge(director, 'kpi_file:all:week:0:csv'), /Готовлю файл/)
  await school.sandbox.waitForCall(() => true, { method: 'sendDocument' })
  assert.match(await forge(director, 'kpi_file:all:week:0:xlsx'), /Прошлый файл ещё готовится/)
  assert.equal(await owedFiles(), 4, 'four tables as CSV')
  // nobody waits for the file of another
  const own = await desk.idOf(anna)
  assert.match(await forge(anna, `kpi_file:p${own}:week:0:xlsx`), /Готовлю файл/)
  await school.sandbox.clearFaults()
  await until('all files are there', async () => (await owedFiles()) === 0)

  const files = (await director.messages()).flatMap(({ media }) => media?.url ?? [])
  assert.equal(files.length, 4)
  const rows: number[] = []
  for (const url of files) {
    const text = await (await fetch(new URL(url, school.sandbox.url))).text()
    rows.push(readCsv(text).length - 1)
  }
  const ofDirector = (await noted()).filter(({ who }) => who === 'Елена')
  assert.deepEqual(
    ofDirector.map(({ at, details }) => ({ at, ...details })),
    rows.map((count, i) => ({
      ...{ at: kpiNow, subject: 'all', format: 'csv', from: '16.11.2026', to: '22.11.2026', rows: count },
      entry: ofDirector[i]?.details['entry'],
    })),
  )
  assert.equal((await noted()).filter(({ who }) => who === 'Анна').length, 1)

  assert.match(await forge(director, 'kpi_file:all:week:0:xlsx'), /Готовлю файл/)
  await until('the next one is there', async () => (await owedFiles()) === 0)

  await admin.send('/people Елена')
  await press(admin, 'Елена', says('Елена'))
  await press(admin, 'История', (message) => labels(message).some((label) => label.includes('История')))
  await admin.waitFor(says('выгружены показатели за 16.11.2026 – 22.11.2026: 5 строк · Елена'), {
    since: 'start',
  })
})
