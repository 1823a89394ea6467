import { assertOneLine, runsOf, type Schedule, weekdays } from './schedule-plan.ts'

/** A file of systemd. */
export interface Unit {
  name: string
  text: string
}

const unitPrefix = ({ projectName }: Pick<Schedule, 'projectName'>) =>
  projectName === 'schoolbot' ? 'schoolbot' : `schoolbot-${projectName.replaceAll(/[^\w-]/g, '_')}`

export const timerNames = (schedule: Pick<Schedule, 'projectName'>) =>
  ['backup', 'restore-drill'].map((duty) => `${unitPrefix(schedule)}-${duty}.timer`)

export const unitNames = (schedule: Pick<Schedule, 'projectName'>) =>
  timerNames(schedule).flatMap((timer) => [timer.replace(/timer$/, 'service'), timer])

/** The first line of each unit: whose it is. */
export const unitMark = ({ checkout }: Pick<Schedule, 'checkout'>) =>
  `# Written by ${checkout}/scripts/backup.sh --schedule`

/**
 * The units of systemd. `user` owns the checkout: what a run of root wrote there he could not touch afterwards. `zone` is
 * empty where systemd takes none: then the hours are those of the machine.
 */
export function unitsOf(schedule: Schedule, options: { user: string; zone: string }): Unit[] {
  const { checkout, path, variables } = schedule
  assertOneLine(checkout, path, ...Object.values(variables))
  const environment = Object.entries({ PATH: path, ...variables }).map(
    ([name, value]) => `Environment=${systemdQuoted(`${name}=${value}`)}`,
  )
  return runsOf(schedule).flatMap(({ duty, words, args, moment }) => {
    const name = `${unitPrefix(schedule)}-${duty}`
    const day = moment.day === undefined ? '' : `${shortDay(moment.day)} `
    const service = [
      unitMark(schedule),
      '[Unit]',
      `Description=${words} of SchoolBot (${schedule.projectName})`,
      'Wants=network-online.target',
      'After=docker.service network-online.target',
      '',
      '[Service]',
      'Type=oneshot',
      // what hangs, at a dead server of copies, gives the lock back
      'TimeoutStartSec=6h',
      `User=${options.user}`,
      `WorkingDirectory=${checkout.replaceAll('%', '%%')}`,
      ...environment,
      // a program itself may not have quotes in its path, what it is given may
      `ExecStart=/usr/bin/env bash ${systemdQuoted(`${checkout}/scripts/backup.sh`).replaceAll('$', '$$$$')} ${args}`,
      // people work meanwhile, some of them at night
      'Nice=10',
      'IOSchedulingClass=best-effort',
      'IOSchedulingPriority=7',
    ]
    const timer = [
      unitMark(schedule),
      '[Unit]',
      `Description=${words} of SchoolBot (${schedule.projectName}), by the clock`,
      '',
      '[Timer]',
      `OnCalendar=${`${day}*-*-* ${clock(moment.minute)}:00 ${options.zone}`.trim()}`,
      // a machine that was off then does it when it is on again
      'Persistent=true',
      'AccuracySec=1min',
      '',
      '[Install]',
      'WantedBy=timers.target',
    ]
    return [
      { name: `${name}.service`, text: `${service.join('\n')}\n` },
      { name: `${name}.timer`, text: `${timer.join('\n')}\n` },
    ]
  })
}

const shortDay = (day: number) => {
  const name = weekdays[day] ?? 'sunday'
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1, 3)}`
}

const systemdQuoted = (text: string) =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')}"`

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
