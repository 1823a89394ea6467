// What updates notice of deploys, of replicas that come and go, and of a rollback. node scripts/bench/deploys.ts --help
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { typedOptions } from '../lib/steps/typed-options.ts'
import { type LoadFigures, startLoad } from '../test/stack/steady-load.ts'
import { type BenchSchool, openBenchSchool } from './bench-school.ts'

const help = `node scripts/bench/deploys.ts [--updates 200] [--filers 6] [--polling]

So many words a second come to a school of two replicas, and people file tickets one after the other, while three new
versions are deployed, it is scaled to 1, 4 and 1 replicas, and the version before is brought back. With --polling:
three versions. Prints what became of the updates. Needs a Docker engine, and nothing else at work on the machine.`

const { values } = typedOptions(process.argv.slice(2), {
  updates: { type: 'string' },
  filers: { type: 'string', default: '6' },
  polling: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
})
const perSecond = Number(values.updates ?? (values.polling ? 50 : 200))

interface Step {
  what: string
  work: (school: BenchSchool) => Promise<void>
}

const newVersion = (number: number): Step => ({
  what: `deploy ${number}`,
  async work({ at }) {
    at.change('bot/src/version.ts', /^/, `// version ${number}\n`)
    await deploy(at, 'prod')
  },
})
const scale = (from: number, to: number): Step => ({
  what: `${from} -> ${to}`,
  work: (school) => school.scale(to),
})
const rollback: Step = { what: 'rollback', work: ({ at }) => deploy(at, 'rollback') }
const deploys = [1, 2, 3].map(newVersion)
const steps = values.polling ? deploys : [...deploys, scale(2, 1), scale(1, 4), scale(4, 1), rollback]

if (values.help) console.log(help)
else await run()

async function run(): Promise<void> {
  const school = await openBenchSchool({ replicas: 2, polling: values.polling })
  try {
    const filers = school.crowd.slice(0, Number(values.filers))
    const crowd = school.crowd.slice(filers.length)
    const rows: object[] = [await measure('nothing', () => sleep(20_000))]
    for (const { what, work } of steps) rows.push(await measure(what, () => work(school)))
    console.table(rows)

    async function measure(what: string, work: () => Promise<void>): Promise<object> {
      const load = await startLoad(school, { crowd, filers, perSecond })
      await sleep(3_000)
      const began = performance.now()
      await work()
      const took = (performance.now() - began) / 1000
      await sleep(3_000)
      const row = rowOf(what, took, await load.stop())
      console.log(JSON.stringify(row))
      return row
    }
  } finally {
    await school.remove()
  }
}

async function deploy(at: BenchSchool['at'], how: 'prod' | 'rollback'): Promise<void> {
  const { code, output } = await at.deploy([how])
  assert.equal(code, 0, output)
}

/** Times in seconds. */
function rowOf(what: string, took: number, seen: LoadFigures): object {
  const rounded = (seconds: number) => Number(seconds.toFixed(2))
  return {
    what,
    took: rounded(took),
    sent: seen.sent,
    'a second': Math.round(seen.perSecond),
    lost: seen.lost,
    tickets: seen.tickets,
    doubled: seen.doubled + seen.receiptsTooMany + seen.tickets - seen.filed,
    'came again': seen.repeated,
    answers: Object.entries(seen.answers)
      .map(([status, count]) => `${count} x ${status}`)
      .join(', '),
    p50: rounded(seen.p50),
    p99: rounded(seen.p99),
    slowest: rounded(seen.slowest),
    silence: rounded(seen.silence),
    drained: rounded(seen.drained),
    'wait p50': rounded(seen.waits.p50),
    'wait p99': rounded(seen.waits.p99),
  }
}
