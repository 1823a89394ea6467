import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDayFile } from '../src/calendar/files/read-day-file.ts'
import { usual } from './read-day-text.ts'

const calendar = (lines: string) => `BEGIN:VCALENDAR\n${lines}END:VCALENDAR`
const event = (lines: string) => `BEGIN:VEVENT\n${lines}END:VEVENT\n`
const day = 'DTSTART;VALUE=DATE:20260901\n'
const parameters = (times: number) => ';X=1'.repeat(times)

/** Files of up to 1 MB, the most that is fetched, and what is said of each. */
const large: Record<string, [content: string, verdict: string]> = {
  'half a million lines': ['1\n'.repeat(524_288), 'too_many_rows'],
  'a million empty lines': ['\n'.repeat(1_048_576), 'too_many_rows'],
  'one line of a million cells': [';'.repeat(1_048_576), 'too_many_rows'],
  'rows that can be read': ['01.09.2026;holiday\n'.repeat(55_000), 'too_many_rows'],
  'spaces alone': [' '.repeat(1_048_576), 'nothing_in_it'],
  'a mark that is never closed': [`"${'a'.repeat(1_048_570)}`, 'open_quote'],
  'events that can be read': [calendar(event(day).repeat(20_000)), 'too_many_rows'],
  'a calendar of other lines': [calendar('X:1\n'.repeat(262_000)), 'too_many_rows'],
  'a day with parameters without end': [calendar(event(`DTSTART${parameters(250_000)}:20260901\n`)), ''],
  'many days with many parameters': [
    calendar(event(`DTSTART${parameters(240)}:20260901\n`).repeat(1_000)),
    '',
  ],
}

for (const [name, [content, verdict]] of Object.entries(large)) {
  test(`a file is read no further than its limits: ${name}`, () => {
    readDayFile(Buffer.from(calendar(event(day))), usual)
    const before = process.cpuUsage()
    const file = readDayFile(Buffer.from(content), usual)
    const { user, system } = process.cpuUsage(before)
    assert.ok((user + system) / 1000 < 400, `${(user + system) / 1000} ms of a processor`)
    if (verdict !== '') assert.equal(file.kind === 'faulty_file' && file.fault.kind, verdict)
    assert.notEqual(file.kind, 'changes')
  })
}

test('what else is told of an event, however much, keeps nobody from reading its day', () => {
  const told = `DESCRIPTION${parameters(100_000)}:x\n ${'и так далее '.repeat(10_000)}\n`
  const file = readDayFile(Buffer.from(calendar(event(`${told}SUMMARY:День\n  города\n${day}`))), usual)
  assert.equal(file.kind, 'changes')
  assert.deepEqual(file.kind === 'changes' && file.changes[0]?.to, { kind: 'holiday', name: 'День города' })
})
