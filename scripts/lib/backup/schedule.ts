import { cronLinesIn, strangeLinesIn } from './cron-lines.ts'
import { installInCron, readCrontab, removeFromCron } from './schedule-cron.ts'
import type { Machine } from './schedule-machine.ts'
import type { Schedule } from './schedule-plan.ts'
import { installedUnits, installUnits, removeUnits, timersAsTold } from './schedule-systemd.ts'

type Named = Pick<Schedule, 'projectName' | 'checkout'>

export interface Shown {
  isInstalled: boolean
  lines: string[]
}

/** `backup.sh --schedule`: what runs by the clock, and when. */
export function showSchedule(schedule: Named, machine: Machine): Shown {
  const units = installedUnits(schedule, machine)
  const crontab = readCrontab(machine)
  const lines = cronLinesIn(crontab, schedule)
  const isInstalled = units.length > 0 || lines.length > 0
  return {
    isInstalled,
    lines: [
      ...(units.length > 0 ? ['Timers of systemd:', ...timersAsTold(schedule, machine)] : []),
      ...(lines.length > 0 ? ['Lines of crontab:', ...lines.map((line) => `  ${line}`)] : []),
      ...warningsOf(crontab, schedule),
    ],
  }
}

/**
 * `backup.sh --schedule install`: as timers of systemd where it runs and this is root, else in the crontab of who called;
 * never in both, or each backup would be made twice. The same again changes nothing. Returns what to tell; throws a
 * StepError.
 */
export function installSchedule(schedule: Schedule, machine: Machine): string[] {
  if (machine.runsSystemd && machine.isRoot) {
    const told = installUnits(schedule, machine)
    removeFromCron(schedule, machine)
    return [...told, ...warningsOf(readCrontab(machine), schedule)]
  }
  const told = installInCron(schedule, machine)
  const advice = machine.runsSystemd
    ? ['With sudo it makes timers of systemd, which also catch up on a night when the machine was off.']
    : []
  return [...told, ...advice, ...warningsOf(readCrontab(machine), schedule)]
}

/** `backup.sh --schedule remove`: both, wherever they are. Throws a StepError. */
export function removeSchedule(schedule: Named, machine: Machine): string[] {
  const removed = [...removeUnits(schedule, machine), ...removeFromCron(schedule, machine)]
  return removed.length > 0 ? removed : ['Nothing was scheduled.']
}

function warningsOf(crontab: string, schedule: Named): string[] {
  return strangeLinesIn(crontab, schedule).map(
    (line) => `warning: crontab also has this line, which is not of --schedule: ${line}`,
  )
}
