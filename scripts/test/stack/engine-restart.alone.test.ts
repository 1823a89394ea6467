import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { globSync, readFileSync, readlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { until } from '../../../bot/test/until.ts'
import { alertReachesTelegram } from './chaos-alerting.ts'
import { waitUntilHealed } from './chaos-healing.ts'
import { meetPeople, type People, peopleEnv, sendTicket, storedTickets, writeTicket } from './chaos-people.ts'
import { query } from './chaos-watch.ts'
import { missingEngine } from './engine.ts'
import { prepareStack, type Stack } from './stack.ts'

/** A folder with `start` and `stop`: only where it is named may the engine be restarted. */
const engine = process.env['STACK_ENGINE']
const skip = missingEngine() ?? (engine ? false : 'STACK_ENGINE is not set: no engine to restart')
const run = promisify(execFile)
const isUp = () =>
  run('docker', ['version'], { timeout: 10_000 }).then(
    () => true,
    () => false,
  )

describe('a machine that restarts, with nobody there', { skip }, () => {
  let stack: Stack
  let people: People
  let started: number

  const startEngine = () => run(join(engine ?? '', 'start'), { timeout: 120_000 })
  const downs = {
    'shuts down': () => run(join(engine ?? '', 'stop'), { timeout: 90_000 }),
    'loses its engine by SIGKILL': killEngine,
  }

  before(
    async () => {
      stack = await prepareStack({ env: peopleEnv })
      await stack.compose('build', '--quiet')
      await stack.up()
      await stack.sandbox.settings({ retryScale: 0.1 })
      people = await meetPeople(stack)
      await writeTicket(people.beginning, 'До перезапуска')
      await sendTicket(people.beginning)
      await waitUntilHealed(stack, 100)
      started = Date.now() / 1000
    },
    { timeout: 170_000 },
  )
  after(
    async () => {
      if (!(await isUp())) await startEngine()
      await stack.remove()
    },
    { timeout: 170_000 },
  )

  for (const [how, goDown] of Object.entries(downs)) {
    test(`when it ${how}, everything comes back by itself`, { timeout: 175_000 }, async (t) => {
      await writeTicket(people.waiting, how)
      await redis(stack, `multi\nset "${how}" kept\nexec`)
      await goDown()
      assert.equal(await isUp(), false, 'the engine that answers is not the one of STACK_ENGINE')
      // Telegram keeps what comes meanwhile
      const sent = sendTicket(people.waiting)
      sent.catch(() => {})
      await startEngine()
      const healing = await waitUntilHealed(stack, 120)
      t.diagnostic(`after the engine was back: ${JSON.stringify(healing)}`)
      await sent
      await alertReachesTelegram(stack, `Restart ${how}`)
      const tickets = await storedTickets(stack)
      assert.deepEqual([tickets.get('До перезапуска'), tickets.get(how)], [1, 1])
      assert.equal(await redis(stack, `get "${how}"`), 'kept', 'Redis kept what a transaction wrote')
      const old = await query(stack, `up{job="prometheus"} @ ${started}`)
      assert.equal(old?.length, 1, 'Prometheus kept what it had seen before')
      await stack.sandbox.waitUntilIdle(60_000)
    })
  }

  test('afterwards a ticket is filed as ever', async () => {
    await writeTicket(people.beginning, 'После перезапуска')
    await sendTicket(people.beginning)
  })
})

/** What Redis answers the bot's user last, to commands each on a line of its own. */
async function redis(stack: Stack, commands: string): Promise<string | undefined> {
  const password = readFileSync(join(stack.folder, 'secrets', 'redis_bot_password'), 'utf8').trim()
  const cli = `printf '%s\\n' "$COMMANDS" | redis-cli --no-auth-warning --user bot`
  const answer = await stack.compose(
    ...['exec', '-T', '-e', `REDISCLI_AUTH=${password}`, '-e', `COMMANDS=${commands}`],
    ...['redis', 'sh', '-c', cli],
  )
  return answer.trim().split('\n').at(-1)
}

/** Containers and their shims are left behind, as by a crash. */
async function killEngine(): Promise<void> {
  const engines = globSync('/proc/[0-9]*').filter(isEngine)
  const [found, another] = engines
  assert.ok(found !== undefined && another === undefined, `dockerd: ${engines.join(', ')}`)
  process.kill(Number(basename(found)), 'SIGKILL')
  await until('the engine is gone', async () => !(await isUp()))
}

/** An engine inside a container has another network. */
function isEngine(folder: string): boolean {
  try {
    const isHere = readlinkSync(join(folder, 'ns/net')) === readlinkSync('/proc/self/ns/net')
    return isHere && readFileSync(join(folder, 'comm'), 'utf8').trim() === 'dockerd'
  } catch {
    return false
  }
}
