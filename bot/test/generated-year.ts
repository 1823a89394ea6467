import { generateStaff } from './generated-staff.ts'
import { generateTasks } from './generated-tasks.ts'
import { generateTickets } from './generated-tickets.ts'
import type { MadeSchool } from './insert-made.ts'
import { createSeededRandom, type SeededRandom } from './seeded-random.ts'

export interface GeneratedYear extends MadeSchool {
  /** Nothing happened before it. */
  since: Date
  /** Nothing happened after it: lives break off here. */
  until: Date
}

export interface YearWanted {
  seed?: number
  until?: Date
  people?: number
  tickets?: number
  tasks?: number
}

const secondsOfYear = 365 * 86_400

/** A year of a school: the same one for the same seed, each life as the rules of the bot allow it. */
export function generateYear({
  seed = 2026,
  until = new Date('2026-11-20T12:00:00Z'),
  people = 60,
  tickets = 5_000,
  tasks = 2_000,
}: YearWanted = {}): GeneratedYear {
  const random = createSeededRandom(seed)
  const staff = generateStaff(people)
  const since = new Date(until.getTime() - secondsOfYear * 1000)
  return {
    people: staff.all,
    tickets: generateTickets(random, staff, { filed: moments(random, since, tickets), until }),
    tasks: generateTasks(random, staff, { issued: moments(random, since, tasks), until }),
    since,
    until,
  }
}

/** Moments of a year in their order, most of them by day. */
function moments(random: SeededRandom, since: Date, count: number): Date[] {
  const dayOf = (seconds: number) => Math.floor(seconds / 86_400) * 86_400
  const seconds = Array.from({ length: count }, () => {
    const any = random.integer(0, secondsOfYear - 1)
    const byDay = Math.min(dayOf(any) + random.integer(5 * 3_600, 15 * 3_600), secondsOfYear - 1)
    return random.next() < 0.8 ? byDay : any
  })
  return seconds.sort((a, b) => a - b).map((second) => new Date(since.getTime() + second * 1000))
}
