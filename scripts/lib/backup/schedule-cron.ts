import { StepError } from '../steps/step.ts'
import { cronLines, cronLinesIn, mergedCrontab } from './cron-lines.ts'
import { call, type Machine, mustCall, notFound } from './schedule-machine.ts'
import { minutesAheadOf, type Schedule } from './schedule-plan.ts'
import { installedUnits } from './schedule-systemd.ts'

/** That of who calls; empty without one, and where there is no cron. Throws a StepError for what cannot be read. */
export function readCrontab(machine: Machine): string {
  const { code, printed, complaints } = call(machine, 'crontab', ['-l'])
  if (code === 0) return printed
  if (code === notFound) return ''
  // only then it may be written anew; any other failure would cost the operator his lines
  if (/no crontab for|no such file/i.test(complaints)) return ''
  throw new StepError(`crontab -l: ${complaints.trim() || `it ended with ${code}`}`)
}

const hasCron = (machine: Machine) => call(machine, 'crontab', ['-l']).code !== notFound

export function installInCron(schedule: Schedule, machine: Machine): string[] {
  const [unit] = installedUnits(schedule, machine)
  if (unit !== undefined) {
    throw new StepError(`${machine.unitsFolder}/${unit} is there already: change it with sudo`)
  }
  if (!hasCron(machine)) {
    throw new StepError(
      machine.runsSystemd
        ? 'timers of systemd are made by root: start this with sudo'
        : 'there is neither systemd nor cron: install cron, or call ./scripts/backup.sh --scheduled every night',
    )
  }
  const ahead = minutesAheadOf(schedule.timezone, machine.zone, machine.now)
  const lines = cronLines(schedule, ahead)
  write(machine, mergedCrontab(readCrontab(machine), schedule, lines))
  const hour = `${schedule.at} (${schedule.timezone})`
  const here = ahead === 0 ? '' : `, by the clock of this machine (${machine.zone}) as cron takes it`
  return [
    `Every day at ${hour} a backup, an hour after that of ${schedule.drill} a test restore, by crontab${here}:`,
    ...lines.slice(1, -1).map((line) => `  ${line}`),
  ]
}

export function removeFromCron(schedule: Pick<Schedule, 'projectName'>, machine: Machine): string[] {
  const crontab = readCrontab(machine)
  if (cronLinesIn(crontab, schedule).length === 0) return []
  write(machine, mergedCrontab(crontab, schedule, []))
  return ['The lines of crontab are removed.']
}

function write(machine: Machine, crontab: string): void {
  if (crontab !== readCrontab(machine)) mustCall(machine, 'crontab', ['-'], crontab)
}
