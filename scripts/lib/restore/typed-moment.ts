import { UsageError } from '../steps/exit-code.ts'

const shape = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?(Z|[+-]\d\d:\d\d)?$/

/** A moment as people write it: in the school's time, unless it ends with its own zone. Throws a UsageError. */
export function readMoment(typed: string, zone: string, now: Date): Date {
  const advice = `--at takes a moment such as '2026-11-30 14:05' (time of ${zone}) or 2026-11-30T11:05:00Z`
  const [, day, minute, second = ':00', offset] = shape.exec(typed.trim()) ?? []
  const local = `${day}T${minute}${second}`
  const asIfUtc = new Date(`${local}Z`)
  // 31 February is taken for a day of March
  if (Number.isNaN(asIfUtc.getTime()) || asIfUtc.toISOString() !== `${local}.000Z`)
    throw new UsageError(advice)
  const at = offset === undefined ? inZone(asIfUtc, zone) : new Date(`${local}${offset}`)
  if (Number.isNaN(at.getTime())) throw new UsageError(advice)
  if (at > now) throw new UsageError(`--at ${typed} has not come yet: it is ${now.toISOString()}`)
  return at
}

/** The instant at which clocks of the zone show this; of two, when clocks are put back, the later one. */
function inZone(asIfUtc: Date, zone: string): Date {
  const first = new Date(asIfUtc.getTime() - offsetAt(asIfUtc, zone))
  return new Date(asIfUtc.getTime() - offsetAt(first, zone))
}

function offsetAt(at: Date, timeZone: string): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
