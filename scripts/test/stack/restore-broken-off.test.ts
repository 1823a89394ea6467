import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { says } from '../../../bot/test/chat.ts'
import { fileTicket } from '../../../bot/test/file-a-ticket.ts'
import { until } from '../../../bot/test/until.ts'
import type { PersonDriver } from '../../../sandbox/src/driver.ts'
import { missingEngine, missingPatience } from './engine.ts'
import { isInOrder, restoreIn, straysOf } from './restored-order.ts'
import { prepareSchoolWithBackups, type SchoolWithBackups } from './school-with-backups.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

describe('a restore that is broken off', { skip: missingPatience || missingEngine() }, () => {
  let school: SchoolWithBackups
  let people: PersonDriver[]

  before(
    async () => {
      school = await prepareSchoolWithBackups()
      await school.up()
      people = await school.meetPeople('Анна', 'Борис')
      await file(0, 'До копии')
      const made = school.script('backup.sh', ['--only', 'schoolbot'])
      assert.equal(await made.ended, 0, made.output())
      await file(1, 'После копии')
    },
    { timeout: 170_000 },
  )
  after(() => school.remove(), { timeout: 90_000 })

  async function file(who: number, description: string) {
    const person = people[who]
    assert.ok(person)
    return fileTicket(person, description)
  }
  const tickets = () => school.sql('select description from ticket order by id')

  for (const signal of signals) {
    test(`by ${signal} before the exchange: all is as it was`, { timeout: 60_000 }, async () => {
      const before = [await tickets(), await school.startedAt()]
      const output = await restoreIn(school, 1, ['latest', '--yes'], {
        async meanwhile(run) {
          await run.untilPrints(/Restoring into a new database/)
          run.kill(signal)
        },
      })
      assert.match(output, new RegExp(`^restore\\.sh: interrupted by ${signal}$`, 'm'))
      assert.deepEqual([await tickets(), await school.startedAt()], before)
      await isInOrder(school)
    })
  }

  test('because sessions do not end: people go on in their dialogues, and what was stopped stays so', {
    timeout: 140_000,
  }, async () => {
    await people[0]?.send('/new')
    await people[0]?.waitFor(says('С чем помочь'))
    const [stopped = '', running = ''] = (await school.compose('ps', '--quiet', 'bot')).trim().split('\n')
    await school.docker('stop', stopped)
    const session = `select pid from pg_stat_activity where query = 'select pg_sleep(301)'`
    const psql = ['psql', '-U', 'schoolbot', '-d', 'schoolbot', '-c', 'select pg_sleep(301)']
    await school.compose('exec', '-T', '--detach', 'postgres', ...psql)
    await until('the session is there', async () => (await school.sql(session)) !== '')
    const pid = await school.sql(session)
    const signal = (name: string) =>
      school.compose('exec', '-T', 'postgres', 'sh', '-c', `kill -${name} ${pid}`)
    await signal('STOP')
    try {
      const output = await restoreIn(school, 1, ['latest', '--yes'])
      assert.match(output, /sessions do not end|could not be exchanged/)
      assert.doesNotMatch(output, /is restored from/)
    } finally {
      await signal('CONT')
      await school.sql(`select pg_terminate_backend(${pid})`, 'postgres')
    }
    const stateOf = async (id: string) =>
      (await school.docker('inspect', '--format', '{{.State.Status}}', id)).trim()
    assert.deepEqual([await stateOf(stopped), await stateOf(running)], ['exited', 'running'])
    assert.equal(await tickets(), 'До копии\nПосле копии')
    assert.match(await school.redis('--scan', '--pattern', 'session:*'), /session:/)
    // a database is not dropped while a session hangs: the next run does it, as is seen after it
    await school.docker('start', stopped)
    await school.up('bot')
  })

  for (const signal of signals) {
    test(`by ${signal} while the bot is stopped: it goes on to its end`, { timeout: 60_000 }, async () => {
      const output = await restoreIn(school, 0, ['latest', '--yes'], {
        async meanwhile(run) {
          await run.untilPrints(/Stopping bot/)
          run.kill(signal)
        },
      })
      assert.match(output, new RegExp(`^${signal}: too late, this goes on to its end$`, 'm'))
      assert.match(output, /bot works again/)
      assert.equal(await tickets(), 'До копии')
      await isInOrder(school)
    })
  }

  test('because the machine dies in the middle of the exchange: the next backup lets people in', {
    timeout: 60_000,
  }, async () => {
    await school.sql('alter database schoolbot allow_connections false', 'postgres')
    const made = school.script('backup.sh', ['--only', 'schoolbot'])
    assert.equal(await made.ended, 0, made.output())
    assert.equal(await straysOf(school), '')
  })
})
