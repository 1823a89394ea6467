import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createWorkingTime, type WorkingTime } from '../src/calendar/working-time.ts'
import { createDueSteps, type RemindedTask, type ReminderRules } from '../src/tasks/reminders/reminder.ts'
import { calendarAndMoment, dayMs } from './any-calendar.ts'

const hourMs = 3_600_000
const minuteMs = 60_000

const anyRules = fc.record({
  remindHoursBefore: fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 5 }),
  tellGiverAfterWorkingDays: fc.integer({ min: 1, max: 3 }),
  tellDirectorsAfterWorkingDays: fc.integer({ min: 1, max: 3 }),
})

/** How long after one another the job runs: each minute, or after the bot was down. */
const pauses = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(minuteMs) },
    { weight: 4, arbitrary: fc.integer({ min: minuteMs, max: 3 * hourMs }) },
    { weight: 1, arbitrary: fc.integer({ min: hourMs, max: 5 * dayMs }) },
  ),
  { minLength: 20, maxLength: 120 },
)

/** A step to the doer, and its own time; in the order in which they follow each other. */
type Owed = [step: string, due: number]

/** All steps to the doer up to a moment, by looking at each. */
function allUntil(now: number, deadline: number, rules: ReminderRules, time: WorkingTime): Owed[] {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: rules.timezone })
  const all: Owed[] = rules.remindHoursBefore
    .filter((hours) => hours > 0)
    .sort((a, b) => b - a)
    .map((hours) => [`before_${hours}h`, deadline - hours * hourMs])
  all.push(['deadline', deadline])
  for (const opening of time.openingsBetween(new Date(deadline), new Date(now))) {
    all.push([`overdue_${day.format(opening)}`, opening.getTime()])
  }
  return all.filter(([, due]) => due <= now)
}

test('whenever the job runs: each step once, in order, the newest that is due never missing', () => {
  const property = fc.property(
    calendarAndMoment,
    anyRules,
    pauses,
    fc.integer({ min: 0, max: 12 * dayMs }),
    fc.integer({ min: 0, max: 12 * dayMs }),
    ({ calendar, at }, someRules, pauses, toDeadline, toFirstRun) => {
      const rules = { ...someRules, timezone: calendar.timeZone }
      const time = createWorkingTime(calendar)
      const dueSteps = createDueSteps(rules, time)
      const deadline = at.getTime() + toDeadline
      const task: RemindedTask = {
        ...{ taskId: 1, status: 'delivered', deadline: new Date(deadline), since: at },
        ...{ hasDoer: true, hasOtherDirectors: true, given: [] },
      }
      const given: string[] = []
      const places: number[] = []
      let now = at.getTime() + toFirstRun
      for (const pause of pauses) {
        now += pause
        const works = time.isWorking(new Date(now))
        const steps = dueSteps({ ...task, given }, new Date(now))
        const all = allUntil(now, deadline, rules, time)

        const toDoer = steps.filter((step) => !step.startsWith('late'))
        assert.ok(toDoer.length <= 1, 'a burst')
        for (const step of steps) assert.ok(!given.includes(step), `${step} twice`)
        for (const step of toDoer) {
          const place = all.findIndex(([name]) => name === step)
          const [, due = Number.NaN] = all[place] ?? []
          assert.ok(due > at.getTime() && due <= now, `${step} at a wrong time`)
          // one that waited for the opening is in time then, however short the day is
          const opening = time.openingsBetween(new Date(due), new Date(now)).at(-1)
          const inTime = now - (opening?.getTime() ?? due) <= 10 * minuteMs
          assert.ok(works || inTime, `${step} late outside working time`)
          places.push(place)
        }
        given.push(...steps)

        const [newest, due = 0] = all.at(-1) ?? []
        if (newest && works && due > at.getTime()) assert.ok(given.includes(newest), `${newest} is missing`)
      }
      assert.deepEqual(
        places,
        places.toSorted((a, b) => a - b),
      )
    },
  )
  fc.assert(property, { numRuns: 500 })
})

test('whenever the job runs: the others hear once that an order is late, not too early and not too late', () => {
  const property = fc.property(
    calendarAndMoment,
    anyRules,
    pauses,
    fc.integer({ min: 0, max: 3 * dayMs }),
    ({ calendar, at: deadline }, someRules, pauses, toSince) => {
      const rules = { ...someRules, timezone: calendar.timeZone }
      const time = createWorkingTime(calendar)
      const dueSteps = createDueSteps(rules, time)
      const since = new Date(deadline.getTime() + toSince)
      const given: string[] = []
      let now = since.getTime()
      const from = { late_giver: since, late_directors: deadline }
      const days = {
        late_giver: rules.tellGiverAfterWorkingDays,
        late_directors: rules.tellDirectorsAfterWorkingDays,
      }
      for (const pause of pauses) {
        now += pause
        const facts = { taskId: 1, status: 'returned' as const, hasDoer: true, hasOtherDirectors: true }
        const steps = dueSteps({ ...facts, deadline, since, given }, new Date(now))
        for (const step of ['late_giver', 'late_directors'] as const) {
          const isNow = steps.includes(step)
          const wasGiven = given.includes(step)
          const isPast = isPastWorkingDays(time, from[step], days[step], now)
          assert.ok(!(isNow && wasGiven), `${step} twice`)
          assert.ok(!isNow || isPast, `${step} too early`)
          if (isPast && time.isWorking(new Date(now))) assert.ok(isNow || wasGiven, `${step} is missing`)
        }
        given.push(...steps)
      }
    },
  )
  fc.assert(property, { numRuns: 500 })
})

/** Whether so many working days and the same time of day have passed. */
function isPastWorkingDays(time: WorkingTime, from: Date, days: number, now: number): boolean {
  try {
    return time.addWorkingDays(from, days).getTime() <= now
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
