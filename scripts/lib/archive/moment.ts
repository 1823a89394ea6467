import { UsageError } from '../steps/exit-code.ts'

/**
 * A moment as it is typed: `2026-11-30 14:05` or with seconds, on the clock of the school; or with its own offset, as
 * programs write it (`2026-11-30T11:05:00Z`). Throws a UsageError.
 */
export function readMoment(typed: string, timezone: string): Date {
  const [, date = '', time = '', fraction = '', offset] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)(\.\d{1,6})?\s*(Z|[+-]\d\d:?\d\d)?$/i.exec(typed.trim()) ?? []
  const wall = new Date(`${date}T${time.length === 5 ? `${time}:00` : time}${fraction}Z`)
  if (Number.isNaN(wall.getTime()) || wall.toISOString().slice(0, 10) !== date) {
    throw new UsageError(
      `${typed} is no moment: write it as '2026-11-30 14:05' (on the clock of ${timezone})`,
    )
  }
  if (offset !== undefined) return new Date(wall.getTime() - offsetMinutes(offset) * 60_000)
  const shown = shownMoment(wall, 'UTC')
  // offsets change by a few hours at most: what the wall shows is one of these, or was skipped
  const candidates = [-1, 1]
    .map((days) => new Date(wall.getTime() + days * 86_400_000))
    .map((near) => new Date(wall.getTime() - offsetAt(near, timezone)))
    .filter((at) => shownMoment(at, timezone) === shown)
    .sort((a, b) => a.getTime() - b.getTime())
  const [first, last] = [candidates[0], candidates.at(-1)]
  if (first === undefined || last === undefined) {
    throw new UsageError(`the clock of ${timezone} never showed ${typed}: it was put forward then`)
  }
  if (first.getTime() !== last.getTime()) {
    throw new UsageError(
      `the clock of ${timezone} showed ${typed} twice: write ${first.toISOString()} or ${last.toISOString()}`,
    )
  }
  return first
}

/** As the clock on the wall shows it: 2026-11-30 14:05:07. */
export function shownMoment(at: Date, timezone: string): string {
  const parts = new Map(
    new Intl.DateTimeFormat('en-CA', {
      ...{ timeZone: timezone, calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23' },
      ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const [year, month, day] = [parts.get('year'), parts.get('month'), parts.get('day')]
  return `${year}-${month}-${day} ${parts.get('hour')}:${parts.get('minute')}:${parts.get('second')}`
}

function offsetMinutes(offset: string): number {
  if (/^z$/i.test(offset)) return 0
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. */
function offsetAt(at: Date, timezone: string): number {
  const whole = Math.floor(at.getTime() / 1000) * 1000
  return Date.parse(`${shownMoment(at, timezone).replace(' ', 'T')}Z`) - whole
}
