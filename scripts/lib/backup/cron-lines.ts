import { StepError } from '../steps/step.ts'
import { assertOneLine, runsOf, type Schedule, shifted } from './schedule-plan.ts'

const cronMarks = ({ projectName }: Pick<Schedule, 'projectName'>) => ({
  begin: `# BEGIN SchoolBot backups (${projectName}), by scripts/backup.sh --schedule`,
  end: `# END SchoolBot backups (${projectName})`,
})

/**
 * The lines for cron, between marks of ours. Cron goes by the clock of the machine: `minutesAhead` is how far that is
 * ahead of the school's.
 */
export function cronLines(schedule: Schedule, minutesAhead: number): string[] {
  const { checkout, path, variables } = schedule
  assertOneLine(checkout, path, ...Object.values(variables))
  const environment = Object.entries({ PATH: path, ...variables }).map(
    ([name, value]) => `${name}=${cronQuoted(value)} `,
  )
  const { begin, end } = cronMarks(schedule)
  const lines = runsOf(schedule).map(({ args, moment }) => {
    const { minute, day } = shifted(moment, minutesAhead)
    const weekday = day === undefined ? '*' : String((day + 1) % 7)
    // what hangs, at a dead server of copies, gives the lock back
    const command = `timeout 6h ${cronQuoted(`${checkout}/scripts/backup.sh`)} ${args}`
    return `${minute % 60} ${Math.floor(minute / 60)} * * ${weekday} ${environment.join('')}${command}`
  })
  return [begin, ...lines, end]
}

/** As the shell reads it; and cron takes a bare % for the end of the command. */
const cronQuoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`.replaceAll('%', String.raw`\%`)

/** The crontab with ours in their place, or without ours; all other lines as they were. */
export function mergedCrontab(
  crontab: string,
  schedule: Pick<Schedule, 'projectName'>,
  ours: readonly string[],
): string {
  const { begin, end } = cronMarks(schedule)
  const lines = crontab.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const first = lines.indexOf(begin)
  const last = lines.indexOf(end, first)
  if (first >= 0 && last < 0) {
    throw new StepError(`crontab has "${begin}" and not the line that ends it: repair it with crontab -e`)
  }
  if (first >= 0) lines.splice(first, last - first + 1, ...ours)
  else lines.push(...ours)
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}

/** Our lines of a crontab, without the marks. */
export function cronLinesIn(crontab: string, schedule: Pick<Schedule, 'projectName'>): string[] {
  const { begin, end } = cronMarks(schedule)
  const lines = crontab.split('\n')
  const first = lines.indexOf(begin)
  return first < 0 ? [] : lines.slice(first + 1, lines.indexOf(end, first))
}

/** Lines of others that call a backup.sh of this checkout: with ours it would be done twice. */
export function strangeLinesIn(
  crontab: string,
  schedule: Pick<Schedule, 'projectName' | 'checkout'>,
): string[] {
  const ours = cronLinesIn(crontab, schedule)
  return crontab
    .split('\n')
    .filter((line) => !/^\s*#/.test(line) && line.includes(`${schedule.checkout}/scripts/backup.sh`))
    .filter((line) => !ours.includes(line))
}
