import { UsageError } from '../steps/exit-code.ts'
import { StepError } from '../steps/step.ts'

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export type Weekday = (typeof weekdays)[number]

/** When it is to run, and what it needs there. */
export interface Schedule {
  /** Of the project that backup.sh belongs to. */
  checkout: string
  /** The Compose project: two installations on a machine have timers of their own. */
  projectName: string
  /** 02:00, in `timezone`. The test restore comes an hour later. */
  at: string
  drill: Weekday
  timezone: string
  /** Where docker is found. */
  path: string
  /** Variables of the shell that choose the engine and the project: DOCKER_HOST, COMPOSE_FILE and the like. */
  variables: Readonly<Record<string, string>>
}

/** Throws a UsageError for an hour or a day that is none. */
export function checkedTime(at: string, drill: string): { at: string; drill: Weekday } {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(at))
    throw new UsageError(`--at takes a time such as 02:00, not ${at}`)
  const day = weekdays.find((name) => name === drill.toLowerCase())
  if (day === undefined)
    throw new UsageError(`the day of the test restore is one such as sunday, not ${drill}`)
  return { at, drill: day }
}

export interface Moment {
  /** Minutes after midnight. */
  minute: number
  /** 0 is Monday; undefined every day. */
  day: number | undefined
}

/** The two commands, and when. */
export interface Run {
  duty: 'backup' | 'restore-drill'
  words: string
  args: string
  moment: Moment
}

export function runsOf({ at, drill }: Schedule): Run[] {
  const minute = Number(at.slice(0, 2)) * 60 + Number(at.slice(3))
  const day = weekdays.indexOf(drill)
  return [
    { duty: 'backup', words: 'Backup', args: '--scheduled', moment: { minute, day: undefined } },
    {
      ...{ duty: 'restore-drill', words: 'Test restore of the newest backup', args: '--drill --scheduled' },
      moment: shifted({ minute, day }, 60),
    },
  ]
}

export function shifted({ minute, day }: Moment, by: number): Moment {
  const later = minute + by
  const days = Math.floor(later / 1440)
  return { minute: later - days * 1440, day: day === undefined ? undefined : (day + days + 7) % 7 }
}

/** Neither systemd nor cron can have a line break in what a timer runs. */
export function assertOneLine(...values: string[]): void {
  if (values.some((value) => /[\n\r]/.test(value))) {
    throw new StepError('the path of the checkout, PATH or a variable has a line break: no timer can have it')
  }
}

/** How many minutes the clock of the second zone is ahead of that of the first. */
export function minutesAheadOf(zone: string, machineZone: string, now: Date): number {
  const wall = (timeZone: string) => {
    const parts = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric' },
    }).formatToParts(now)
    const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
  }
  return (wall(machineZone) - wall(zone)) / 60_000
}
