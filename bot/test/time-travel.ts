import sql from 'sql-template-tag'
import { readConfig } from '../src/config.ts'
import { deliveryState } from './delivery-state.ts'
import { freePort, type School, startBot, startSchool } from './school.ts'
import { until } from './until.ts'

/** Two bots on one database whose clock the test moves. */
export interface TimeTravel extends AsyncDisposable {
  school: School
  now(): Date
  /** Lets the time pass. While a bot runs, the job runs each hour, and before and at each of the stops. */
  to(moment: Date): Promise<void>
  /** The first bot, the second one. */
  start(...which: (0 | 1)[]): Promise<void>
  stop(...which: (0 | 1)[]): Promise<void>
}

export interface TimeTravelOptions {
  from: Date
  /** Runs once a minute in production. */
  job: string
  stops: readonly Date[]
  /** Told after each run, when everything owed was sent. */
  onRun(now: Date, school: School): Promise<void>
}

const minuteMs = 60_000
const stepMs = 60 * minuteMs

export async function startTimeTravel({ from, job, stops, onRun }: TimeTravelOptions): Promise<TimeTravel> {
  await using started = new AsyncDisposableStack()
  let now = from
  const clock = () => now
  const school = started.use(await startSchool({ now: clock }))
  let second: Awaited<ReturnType<typeof startBot>> | undefined
  started.defer(() => second?.stop())
  const bots = [
    { start: school.start, stop: school.stop, runs: true },
    {
      async start() {
        const replica = { HTTP_PORT: String(await freePort()), BOT_INSTANCE_ID: 'second' }
        second = await startBot(readConfig({ ...school.env, ...replica }), school.log, clock)
      },
      async stop() {
        await second?.stop()
        second = undefined
      },
      runs: false,
    },
  ] as const
  const checked = [...new Set(stops.flatMap((stop) => [stop.getTime() - minuteMs, stop.getTime()]))]

  async function run(): Promise<void> {
    const jobs = await school.db.many<{ id: number }>(sql`
      select (graphile_worker.add_job(${job}, max_attempts := 1)).id from generate_series(1, 2)`)
    const ids = jobs.map(({ id }) => id)
    const isDone = async () => {
      const { left } = await school.db.one<{ left: number }>(sql`
        select (select count(*) from graphile_worker._private_jobs where id = any(${ids}))
          + (select count(*) from outbox) as left`)
      return left === 0
    }
    await until('the job ran and everything owed was sent', isDone, { everyMs: 4, withinMs: 30_000 }).catch(
      async (cause: unknown) => {
        throw new Error(await deliveryState(school.db), { cause })
      },
    )
    await onRun(now, school)
  }

  const travel = started.move()
  return {
    school,
    now: clock,
    async to(moment) {
      const moments = new Set([...checked, moment.getTime()])
      for (let ms = Math.ceil(now.getTime() / stepMs) * stepMs; ms < moment.getTime(); ms += stepMs)
        moments.add(ms)
      for (const ms of [...moments].sort((a, b) => a - b)) {
        if (ms <= now.getTime() || ms > moment.getTime()) continue
        now = new Date(ms)
        if (bots.some(({ runs }) => runs)) await run()
      }
    },
    async start(...which) {
      await Promise.all(which.map((index) => bots[index].start()))
      for (const index of which) Object.assign(bots[index], { runs: true })
      await run()
    },
    async stop(...which) {
      await Promise.all(which.map((index) => bots[index].stop()))
      for (const index of which) Object.assign(bots[index], { runs: false })
    },
    [Symbol.asyncDispose]: () => travel.disposeAsync(),
  }
}
