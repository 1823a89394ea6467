import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { calendarAudit, now, openOn, showsMonth, specialDays } from './calendar-desk.ts'
import { askForFile, sendFile, table } from './calendar-files.ts'
import { ask, buttonOf, press, pressAgain, says } from './chat.ts'
import { startSchool } from './school.ts'

test('only the last file has a say, not one before it, nor one whose dialogue was left', async () => {
  await using school = await startSchool({ now })
  const admin = await school.person('Ольга', 'admin')
  await askForFile(admin)
  await sendFile(admin, '24.12.2026;выходной;Первый')
  const first = buttonOf(await admin.waitFor(says('24 декабря: Первый')), 'Записать')
  await sendFile(admin, '25.12.2026;выходной;Второй')
  const second = buttonOf(await admin.waitFor(says('25 декабря: Второй')), 'Записать')
  assert.match((await pressAgain(admin, first)) ?? '', /устарел/)
  await ask(admin, '/cancel', 'отменено')
  assert.match((await pressAgain(admin, second)) ?? '', /устарел/)
  assert.deepEqual(await specialDays(school, '2026-12-20', '2026-12-30'), [])
})

test('when another admin changes the calendar in between, the file is shown again', async () => {
  await using school = await startSchool({ now })
  const olga = await school.person('Ольга', 'admin')
  const pavel = await school.person('Павел', 'admin')
  for (const [admin, name] of [
    [olga, 'День школы'],
    [pavel, 'Ремонт'],
  ] as const) {
    await askForFile(admin)
    await sendFile(admin, `24.12.2026;выходной;${name}\n25.12.2026;выходной;${name}`)
    await admin.waitFor(says('2 дня: 2 выходных.', 'Записать в календарь?'))
  }
  const said = await Promise.all([press(olga, 'Записать'), press(pavel, 'Записать')])
  const late = /изменили/.test(said[0] ?? '') ? olga : pavel
  assert.deepEqual(
    said.map((words) => words?.slice(0, 8) ?? '').toSorted((a, b) => a.localeCompare(b)),
    ['Записано', 'Пока вы '],
    said.join('; '),
  )
  await late.waitFor(says('Заменит отмеченное сейчас (2 дня):'))
  assert.match((await press(late, 'Записать')) ?? '', /Записано: 2 дня/)
  assert.equal((await calendarAudit(school)).length, 2)
})

test('who would write what another admin has just written is told so, and left in no dialogue', async () => {
  await using school = await startSchool({ now })
  const olga = await school.person('Ольга', 'admin')
  const pavel = await school.person('Павел', 'admin')
  for (const admin of [olga, pavel]) {
    await askForFile(admin)
    await sendFile(admin, '24.12.2026;выходной;День школы', 'один.csv')
    await admin.waitFor(says('Записать в календарь?'))
  }
  await press(olga, 'Записать')
  const words = await press(pavel, 'Записать')
  assert.equal(words, 'Так и было: ничего не изменилось.')
  await pavel.waitFor(showsMonth('Ноябрь 2026'))
  await pavel.send('спасибо')
  await pavel.expectNone(says('ответьте, пожалуйста, кнопкой'), 1_000)
})

test('who is no admin any more gets nothing of his file, nor takes it in', async () => {
  await using school = await startSchool({ now })
  const admin = await school.person('Ольга', 'admin')
  await askForFile(admin)
  await sendFile(admin, table)
  await admin.waitFor(says('Записать в календарь?'))
  const demote = () => school.db.run(sql`update person set role = 'staff' where telegram_id = ${admin.id}`)
  await demote()
  assert.match((await press(admin, 'Записать')) ?? '', /устарел/)
  await admin.waitFor(says('Ваша роль изменилась'), { since: 'start' })
  assert.equal(await openOn(school, '2026-12-24'), '08:00-18:00')

  await school.db.run(sql`update person set role = 'admin' where telegram_id = ${admin.id}`)
  await askForFile(admin)
  await school.sandbox.fault({ method: 'getFile', status: 429, retryAfter: 2 })
  await sendFile(admin, table)
  await school.sandbox.waitForCall(() => true, { method: 'getFile' })
  await demote()
  await admin.expectNone(says('Записать в календарь?'), 3_500)
  const { left } = await school.db.one<{ left: number }>(sql`select count(*) as left from outbox`)
  assert.equal(left, 0)
})

const needsRedis = { skip: process.env['TEST_REDIS_URL'] ? false : 'no TEST_REDIS_URL' }

test('a file that was sent before a restart is read and taken after it', needsRedis, async () => {
  await using school = await startSchool({ now, redis: true })
  const admin = await school.person('Ольга', 'admin')
  await askForFile(admin)
  await school.sandbox.fault({ method: 'getFile', status: 429, retryAfter: 1 })
  await sendFile(admin, table)
  await school.sandbox.waitForCall(() => true, { method: 'getFile' })
  await school.stop()
  await school.start()
  await admin.waitFor(says('Записать в календарь?'), { withinMs: 30_000 })
  await school.stop()
  await school.start()
  assert.match((await press(admin, 'Записать')) ?? '', /Записано: 8 дней/)
})
