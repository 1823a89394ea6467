import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createLocalClock } from '../src/platform/local-date.ts'

// zones that change their clocks at night, at noon, by half an hour, at midnight, and not at all
const zones = [
  'Europe/Moscow',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
]
const zone = fc.constantFrom(...zones)
const instant = fc.date({ min: new Date('2012-01-03'), max: new Date('2035-01-01'), noInvalidDate: true })

test('a local time and its instant name each other, in every zone and at every change of the clocks', () => {
  fc.assert(
    fc.property(instant, zone, (at, timeZone) => {
      const clock = createLocalClock(timeZone)
      const local = clock.localTimeOf(at)
      const back = clock.instantOf(local)
      // of an hour that comes twice the first is meant
      assert.ok(back.getTime() === at.getTime() || at.getTime() - back.getTime() <= 3_600_000)
      assert.deepEqual(clock.localTimeOf(back), local)
    }),
    { numRuns: 500 },
  )
})
