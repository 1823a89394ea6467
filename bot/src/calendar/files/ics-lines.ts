/** What is read of an event; its other properties may be of any size. */
const wanted = /^(?:BEGIN|END|VERSION|DTSTART|DTEND|DURATION|SUMMARY|CATEGORIES|STATUS|RRULE|RDATE)[;:]/i

/** A line with the name of a property, or with nothing; any other makes the calendar a broken one. */
const property = /^(?:[a-z0-9-]+[;:]|\s*$)/i

/** Lines, also unwanted ones, to an event that may be read. */
const linesPerEvent = 100
/** Lines that are kept to an event: its own and those of its alarms. */
const keptPerEvent = 16
/** A wanted line is never so long: what is cut off of it was no day, and a name is refused far below. */
const maxLine = 400

/**
 * The lines of a calendar that say something of its days, unfolded (RFC 5545, 3.1). The parser gets no more: it takes
 * seconds over a line with thousands of parameters. Undefined when there are more events than that.
 */
export function eventLines(text: string, maxEvents: number): string | undefined {
  const kept: string[] = []
  let events = 0
  let lines = 0
  let isKept = false
  for (let at = 0; at < text.length; lines += 1) {
    const next = text.indexOf('\n', at)
    const end = next < 0 ? text.length : next
    const line = text.slice(at, Math.min(end, at + maxLine)).replace(/\r$/, '')
    at = end + 1
    if (line.startsWith(' ') || line.startsWith('\t')) {
      const before = kept.at(-1) ?? ''
      if (isKept && before.length < maxLine) kept[kept.length - 1] = before + line.slice(1)
    } else {
      isKept = wanted.test(line) || !property.test(line)
      if (isKept) kept.push(line)
      if (/^BEGIN:VEVENT\s*$/i.test(line)) events += 1
    }
    const isTooMuch =
      lines > maxEvents * linesPerEvent || kept.length > maxEvents * keptPerEvent || events > maxEvents
    if (isTooMuch) return undefined
  }
  return kept.join('\r\n')
}
