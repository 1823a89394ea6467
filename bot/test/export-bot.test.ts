import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { createDesk } from './desk.ts'
import { readCsv, readXlsx } from './read-files.ts'
import { type School, startSchool } from './school.ts'
import { until } from './until.ts'

const now = () => new Date('2026-11-21T12:00:00+03:00')

async function received(school: School, person: PersonDriver): Promise<{ name: string; bytes: Buffer }> {
  const message = await person.waitFor(({ media }) => media?.kind === 'document')
  const { name = '', url = '' } = message.media ?? {}
  const answer = await fetch(new URL(url, school.sandbox.url))
  return { name, bytes: Buffer.from(await answer.arrayBuffer()) }
}

test('the director exports a month to Excel and a period of his own to CSV', async () => {
  await using school = await startSchool({ now })
  const desk = createDesk(school.db)
  const teacher = await desk.person('Мария Ивановна', 'staff')
  await desk.file(teacher, { description: 'Не печатает принтер' }, new Date('2026-11-05T10:00:00+03:00'))
  await desk.file(teacher, { description: 'Старая заявка' }, new Date('2026-09-05T10:00:00+03:00'))
  const director = await school.person('Ольга', 'director')

  await director.send('/export')
  await director.waitFor(({ text }) => text?.includes('За какой период'))
  await director.press('Этот месяц')
  const question = await director.waitFor(({ text }) => text?.includes('заявок: 1'))
  const excel = question.buttons?.flat().find(({ text }) => text.startsWith('Excel'))?.data ?? ''
  await director.pressData(excel)
  const again = await director.pressData(excel, { messageId: question.messageId, forge: true })
  const xlsx = await received(school, director)
  assert.equal(xlsx.name, 'Заявки_01.11.2026-21.11.2026.xlsx')
  assert.equal(readXlsx(xlsx.bytes).cells.get('J2')?.value, 'Не печатает принтер')
  assert.match((await again.answered()).text ?? '', /устарел/, 'a second tap makes no second file')

  await director.send('/export')
  await director.waitFor(({ text }) => text?.includes('За какой период'))
  await director.press('Другие даты')
  await director.waitFor(({ text }) => text?.includes('первый и последний день'))
  await director.send('30.09.2026-01.09.2026')
  await director.waitFor(({ text }) => text?.includes('позже последнего'))
  await director.send('01.08.2026-31.08.2026')
  await director.waitFor(({ text }) => text?.includes('заявок не было'))
  await director.press('Другие даты')
  await director.waitFor(({ text }) => text?.includes('первый и последний день'))
  await director.send('01.09.2026-30.09.2026')
  await director.waitFor(({ text }) => text?.includes('заявок: 1'))
  await director.press('CSV')
  const csv = await received(school, director)
  assert.equal(csv.name, 'Заявки_01.09.2026-30.09.2026.csv')
  assert.equal(readCsv(csv.bytes.toString('utf8').slice(1))[1]?.[9], 'Старая заявка')

  const audited = await school.db.many<{ details: object }>(
    sql`select details from audit_event where action = 'person.exported_tickets' order by id`,
  )
  assert.deepEqual(audited, [
    { details: { from: '01.11.2026', to: '21.11.2026', format: 'xlsx' } },
    { details: { from: '01.09.2026', to: '30.09.2026', format: 'csv' } },
  ])
})

test('a file that cannot be uploaded does not hold up for ever what its reader is owed', async () => {
  await using school = await startSchool()
  const desk = createDesk(school.db)
  const specialist = await school.person('Пётр', 'specialist')
  await desk.file(await desk.person('Мария Ивановна', 'staff'), {})
  await specialist.send('/export')
  await specialist.waitFor(({ text }) => text?.includes('За какой период'))
  await specialist.press('Этот месяц')
  await specialist.waitFor(({ text }) => text?.includes('заявок: 1'))
  await school.sandbox.fault({ method: 'sendDocument', times: 1000, status: 502 })
  await specialist.press('CSV')
  await specialist.waitFor(({ text }) => text?.includes('Не получилось сделать файл'), { withinMs: 30_000 })
  await until('nothing is owed any more', async () => {
    const { left } = await school.db.one<{ left: number }>(sql`select count(*) as left from outbox`)
    return left === 0
  })
})

test('staff may not export, nor does one who was blocked before the file was made', async () => {
  await using school = await startSchool()
  const desk = createDesk(school.db)
  const teacher = await school.person('Анна', 'staff')
  await teacher.send('/export')
  await teacher.waitFor(({ text }) => text?.includes('могут специалисты'))
  await teacher.pressData('exp_period:this_month', { forge: true })
  await teacher.waitFor(({ text }) => text?.includes('могут специалисты'))

  const specialist = await school.person('Пётр', 'specialist')
  await desk.file(await desk.person('Мария Ивановна', 'staff'), {})
  await specialist.send('/export')
  await specialist.waitFor(({ text }) => text?.includes('За какой период'))
  await specialist.press('Этот месяц')
  await specialist.waitFor(({ text }) => text?.includes('заявок: 1'))
  // the first upload is refused for a while; meanwhile the specialist is blocked
  await school.sandbox.fault({ method: 'sendDocument', status: 429, retryAfter: 2 })
  await specialist.press('CSV')
  await specialist.waitFor(({ text }) => text?.includes('Готовлю'))
  await school.sandbox.waitForCall(() => true, { method: 'sendDocument' })
  await school.db.run(sql`update person set status = 'blocked' where telegram_id = ${specialist.id}`)
  await school.sandbox.clearFaults()
  await specialist.expectNone(({ media }) => media?.kind === 'document', 3_500)
  const { left } = await school.db.one<{ left: number }>(sql`select count(*) as left from outbox`)
  assert.equal(left, 0)
})
