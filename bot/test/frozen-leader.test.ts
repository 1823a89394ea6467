import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spawnBot } from './bot-process.ts'
import { freePort, startSchool } from './school.ts'
import { until } from './until.ts'

test('a poller that froze, as one whose host vanished, is replaced; awake again it stands by', async () => {
  await using school = await startSchool()
  await school.stop()
  const ports = [await freePort(), await freePort()]
  const env = (i: number) => ({ ...school.env, HTTP_PORT: String(ports[i]), BOT_INSTANCE_ID: `replica-${i}` })
  const isLeader = async (i: number) => {
    const metrics = await (await fetch(`http://127.0.0.1:${ports[i]}/metrics`)).text()
    return /^schoolbot_intake_leader 1$/m.test(metrics)
  }
  await using first = spawnBot(env(0))
  await first.ready()
  await until('the first polls', () => isLeader(0))
  await using second = spawnBot(env(1))
  await second.ready()

  first.child.kill('SIGSTOP')
  // its session is open, nobody closed it: only its silence tells
  await until('the second polls', () => isLeader(1), { withinMs: 20_000 })
  first.child.kill('SIGCONT')
  await until('the first stands by', async () => !(await isLeader(0)), { withinMs: 45_000 })
  assert.equal(await isLeader(1), true)
  const anna = await school.stranger('Анна')
  await anna.waitFor(() => true, { since: 'start' })
})
