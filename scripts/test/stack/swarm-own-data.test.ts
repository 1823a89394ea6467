import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { runScript } from '../run-script.ts'
import { missingEngine } from './engine.ts'
import { dockerHost, missingNodes, nodes } from './lab-nodes.ts'
import { prepareSwarmStack, type SwarmStack } from './swarm-stack.ts'

/** Of a deploy, on a machine that has other work too. */
const timeout = 300_000

describe('a Swarm that has the data of its school', { skip: missingNodes() || missingEngine() }, () => {
  let school: SwarmStack
  const container = async () =>
    (await school.on(1, 'ps', '--quiet', '--filter', 'name=schoolbot_postgres')).trim()
  const psql = ['psql', '-XAtq', '-U', 'postgres', '-d', 'schoolbot', '-c']
  const sql = async (statement: string) =>
    (await school.on(1, 'exec', await container(), ...psql, statement)).trim()
  const people = () => sql("select count(*) from person where name like 'Гость %'")

  before(
    async () => {
      school = await prepareSwarmStack()
      school.set({ TELEGRAM_MODE: 'polling', BOT_REPLICAS: 2 })
      await nodes('up', '1')
      await nodes('swarm')
      for (const kept of ['data', 'monitoring'])
        await school.on(1, 'node', 'update', '--label-add', `schoolbot.${kept}=true`, 'node1')
      await nodes('load', 'postgres:18.6-trixie', 'redis:8.10.0-alpine', 'nginx:1.30.6-alpine')
      await school.build('1')
    },
    { timeout },
  )
  after(() => school.remove(), { timeout: 170_000 })

  test('starts by one command, and there is nothing to back up yet', { timeout }, async () => {
    const { code, output } = await school.deploy({ BOT_VERSION: '1' })
    assert.equal(code, 0, output)
    assert.match(output, /No backup: the database is empty/)
    assert.match(output, /The canary came through 2 of 2 bots, those of this machine/)
    await school.meetPeople(3, sql)
  })

  test('has its data dumped and restored for trial before a deploy', { timeout }, async () => {
    const { code, output } = await school.deploy({ BOT_REPLICAS: 1 })
    assert.equal(code, 0, output)
    assert.match(output, /Made schoolbot_\d{8}_\d{6}Z\.dump, \d+ kB, in the volume schoolbot_backups/)
    assert.equal(await people(), '3')
  })

  test('is brought back from that dump as the guide says', { timeout }, async () => {
    await sql("delete from person where name like 'Гость %'")
    const guide = readFileSync(join(school.path, 'deploy', 'swarm', 'README.md'), 'utf8')
    const [, commands = ''] = /```sh by-hand\n(docker service scale[^`]*)```/.exec(guide) ?? []
    const dump = (
      await school.on(1, 'run', '--rm', '--volume', 'schoolbot_backups:/b', 'nginx:1.30.6-alpine', 'ls', '/b')
    )
      .split('\n')
      .find((name) => name.endsWith('.dump'))
    const run = runScript(['bash', '-euo', 'pipefail', '-c', commands.replaceAll('DUMP', dump ?? '')], {
      DOCKER_HOST: dockerHost(1),
    })
    assert.equal(await run.ended, 0, run.output())
    assert.equal(await people(), '3')
  })

  test('goes back to the version that last passed, after a deploy of another was killed', {
    timeout,
  }, async () => {
    school.change(
      'bot/src/telegram/canary.ts',
      'if (!(await isUnderWay(db, id))) return undefined',
      "if (!(await isUnderWay(db, id))) return 'it arrived where nobody is'",
    )
    await school.build('2')
    const killed = await school.deploy({ BOT_VERSION: '2' }, { killedAt: 'swarm: exchanged' })
    assert.notEqual(killed.code, 0)
    const { code, output } = await school.deploy({})
    assert.equal(code, 7, output)
    assert.match(output, /the canary of bot\.1 on node1 has not come through: .*it arrived where nobody is/)
    assert.match(output, /schoolbot\/bot:1 is in service again, after \d+ s\n$/)
    const format = ['--filter', 'name=schoolbot_bot', '--format', '{{.Image}} {{.Replicas}}']
    assert.equal((await school.on(1, 'service', 'ls', ...format)).trim(), 'schoolbot/bot:1 1/1')
  })

  test('keeps its version when no backup can be made', { timeout }, async () => {
    writeFileSync(join(school.path, 'secrets', 'postgres_superuser_password'), 'another')
    const { code, output } = await school.deploy({ LOG_LEVEL: 'debug' })
    assert.equal(code, 7, output)
    assert.match(output, /no backup, so the version before goes on: .*password authentication failed/)
  })
})
