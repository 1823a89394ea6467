/** A moment (UTC, to the second) as part of a name: 20261130_230000Z. */
export const stampOf = (at: Date) =>
  at
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, '')
    .replace('T', '_')

/** The moment of such a part; undefined for what is none, such as a 31 February. */
export function stampedMoment(stamp: string): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)Z$/.exec(stamp)
  if (parts === null) return undefined
  const [year, month, day, hour, minute, second] = parts.slice(1)
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(at.getTime()) || stampOf(at) !== stamp ? undefined : at
}
