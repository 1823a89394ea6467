// What an update takes: processor time and memory of each container, for words and for whole tickets, with one replica and
// with more. Nothing else should run on the machine meanwhile. node scripts/bench/load.ts --help
import { setTimeout as sleep } from 'node:timers/promises'
import { typedOptions } from '../lib/steps/typed-options.ts'
import { type LoadFigures, startLoad } from '../test/stack/steady-load.ts'
import { type BenchSchool, openBenchSchool } from './bench-school.ts'
import { costsOf, readTaken } from './what-it-takes.ts'

const help = `node scripts/bench/load.ts [--words 50,100] [--filers 40] [--replicas 1,2] [--seconds 20] [--polling]

Prints, for each number of replicas and each rate of words a second, and for people who file tickets one after the
other, how many updates came, how long they took, and what each container took for one. Needs a Docker engine on a
Linux machine.`

const { values } = typedOptions(process.argv.slice(2), {
  words: { type: 'string', default: '50,100' },
  filers: { type: 'string', default: '40' },
  replicas: { type: 'string', default: '1,2' },
  seconds: { type: 'string', default: '20' },
  polling: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
})
const numbers = (list: string) => list.split(',').map(Number)

if (values.help) console.log(help)
else await run()

async function run(): Promise<void> {
  const [first = 1, ...more] = numbers(values.replicas)
  const school = await openBenchSchool({ replicas: first, polling: values.polling })
  try {
    console.log('at rest')
    const idle = await readTaken(school)
    await sleep(5_000)
    console.table(costsOf(idle, await readTaken(school)))
    await measure(school, first)
    for (const count of more) {
      await school.scale(count)
      await measure(school, count)
    }
  } finally {
    await school.remove()
  }
}

async function measure(school: BenchSchool, replicas: number): Promise<void> {
  for (const rate of numbers(values.words)) {
    await measureOne(school, `${replicas} x bot, ${rate} words a second`, { filers: 0, rate })
  }
  const filers = Number(values.filers)
  if (filers > 0)
    await measureOne(school, `${replicas} x bot, ${filers} people file tickets`, { filers, rate: 0 })
}

async function measureOne(
  school: BenchSchool,
  what: string,
  { filers, rate }: { filers: number; rate: number },
): Promise<void> {
  const { crowd } = school
  const load = await startLoad(school, { crowd, filers: crowd.slice(0, filers), perSecond: rate })
  // connections are opened, code is compiled
  await sleep(5_000)
  const [before, first] = [await readTaken(school), await school.sandbox.deliveries()]
  await sleep(Number(values.seconds) * 1000)
  const [after, last] = [await readTaken(school), await school.sandbox.deliveries()]
  const handled = last.delivered - first.delivered
  const figures = await load.stop().catch(String)
  console.log(`\n${what}: ${(handled / (after.at - before.at)).toFixed(1)} updates a second were taken`)
  console.log(typeof figures === 'string' ? figures : wordsFor(figures))
  console.table(costsOf(before, after, handled))
}

function wordsFor({ sent, lost, doubled, answers, ...figures }: LoadFigures): string {
  const { p50, p99, slowest, waits, tickets, repeated, receiptsTooMany } = figures
  return [
    `${sent} sent, ${lost} lost, ${tickets} tickets, ${doubled + receiptsTooMany} doubled, ${repeated} came again`,
    `nginx answered ${JSON.stringify(answers)}, p50 ${p50} s, p99 ${p99} s, slowest ${slowest} s`,
    `people waited p50 ${waits.p50.toFixed(2)} s, p99 ${waits.p99.toFixed(2)} s`,
  ].join('\n')
}
