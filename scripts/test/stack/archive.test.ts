import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { after, before, describe, test } from 'node:test'
import { until } from '../../../bot/test/until.ts'
import { shownMoment } from '../../lib/archive/shown-moment.ts'
import { type ArchiveSchool, prepareArchiveSchool } from './archive-school.ts'
import { missingEngine, missingPatience } from './engine.ts'

const patient = { timeout: 120_000 }
const rare = { ...patient, skip: missingPatience }

describe('the archive of changes', { skip: missingEngine() }, () => {
  let it: ArchiveSchool

  before(async () => {
    it = await prepareArchiveSchool()
  }, patient)
  after(() => it.remove(), { timeout: 90_000 })

  test('a backup makes the base, and leaves the archive in order', patient, async () => {
    const began = new Date()
    await it.backupIsGood()
    assert.equal(await it.bases(), 1)
    assert.equal(it.metric('gap'), 0)
    assert.ok(it.metric('oldest_timestamp_seconds') >= Math.floor(began.getTime() / 1000))
    assert.equal(it.metric('newest_base_timestamp_seconds'), it.metric('oldest_timestamp_seconds'))
    assert.match(await it.refusal(began), /the archive begins at .*Europe\/Moscow/)
  })

  let between: Date
  test('a moment between two changes of a ticket is brought back, and taken back', patient, async (t) => {
    await it.fileTicket('before')
    await it.sql(`update ticket set place = 'first' where description = 'before'`)
    between = await it.moment()
    await it.sql(`update ticket set place = 'second' where description = 'before'`)
    await it.fileTicket('after')
    const typed = shownMoment(between, 'Europe/Moscow')
    const started = performance.now()
    const restored = await it.script('restore.sh', '--at', typed, '--yes')
    t.diagnostic(`restore.sh --at took ${((performance.now() - started) / 1000).toFixed(1)} s`)
    assert.equal(restored.code, 0, restored.output)
    assert.match(restored.output, /Rebuilt: the last change is of/)
    assert.equal(await it.tickets(), 'before first')
    // the archive goes on under the restored school
    await it.fileTicket('later')
    // the bot's clock writes every minute: such a change may come after the moment
    const rebuilt = async () => {
      const { facts, said } = await it.recover(new Date())
      assert.equal(facts.rows['public.ticket'], 2)
      return said.includes('Nothing is archived after it')
    }
    await until('a moment after which nothing came is rebuilt', rebuilt, { withinMs: 30_000 })
    const undone = await it.script('restore.sh', '--undo', '--yes')
    assert.equal(undone.code, 0, undone.output)
    assert.equal(await it.tickets(), 'before second, after Кабинет 204')
  })

  test('a moment to come is refused', async () => {
    assert.match(await it.refusal(new Date(Date.now() + 60_000)), /still to come/)
  })

  test('what is lost when Postgres and the archive are killed at once', rare, async (t) => {
    await it.sql('create table written (n serial primary key)')
    const [database = '', receiver = ''] = await Promise.all(
      ['postgres', 'wal-archive'].map(async (name) =>
        (await it.school.compose('ps', '--quiet', name)).trim(),
      ),
    )
    const psql = ['psql', '-XAtq', '-U', 'postgres', '-d', 'schoolbot']
    const writer = spawn('docker', ['exec', '--interactive', database, ...psql], {
      env: { ...it.school.env },
    })
    let answered = ''
    writer.stdout.setEncoding('utf8').on('data', (text: string) => (answered += text))
    writer.stdin.on('error', () => undefined)
    writer.stdin.write('insert into written default values returning n;\n'.repeat(100_000))
    const ended = new Promise((resolve) => writer.once('close', resolve))
    await until('it writes', () => answered.split('\n').length > 300, { withinMs: 20_000, everyMs: 20 })
    await Promise.all([receiver, database].map((one) => it.school.docker('kill', '--signal=KILL', one)))
    await ended
    const acknowledged = answered.split('\n').length - 1
    const { facts, said } = await it.recover(new Date())
    const archived = facts.rows['public.written'] ?? 0
    t.diagnostic(
      `of ${acknowledged} rows that Postgres had acknowledged the archive lacks ${Math.max(0, acknowledged - archived)}`,
    )
    assert.match(said, /taken as it is/)
    // how many, that is a matter of which of the two dies first
    assert.ok(archived > 0)
    await it.school.compose('up', '--detach', '--wait', '--pull', 'never', 'postgres', 'wal-archive')
    await until('the archive has caught up', it.caughtUp, { withinMs: 30_000, everyMs: 300 })
    assert.ok(Number(await it.sql('select count(*) from written')) >= acknowledged)
    await it.sql('drop table written')
  })

  test('a full disk stops the archive and nothing else, and with room it goes on', rare, async () => {
    await it.inArchive('cat /dev/zero > ballast || true')
    await it.write(20)
    await until('the archive has stopped', async () => !(await it.caughtUp()), {
      withinMs: 20_000,
      everyMs: 300,
    })
    await it.fileTicket('on a full disk')
    await it.inArchive('rm ballast')
    await until('the archive has caught up', it.caughtUp, { withinMs: 60_000, everyMs: 500 })
    // what came before the cut of the power, after it, and after this hangs together: no new base is needed
    await it.backupIsGood()
    assert.equal(await it.bases(), 1)
    assert.equal((await it.recover(new Date())).facts.rows['public.ticket'], 3)
  })

  test('what it has lost is told, and the next backup begins anew', rare, async () => {
    await it.school.compose('stop', 'wal-archive')
    await it.fileTicket('in the gap')
    const inTheGap = await it.moment()
    await it.write(100)
    await it.sql('checkpoint')
    const { code, output } = await it.script('backup.sh')
    assert.equal(code, 1)
    assert.match(output, /is made, but the archive stands still: what it had not taken in time is lost/)
    assert.equal(it.metric('gap'), 1)
    await it.school.compose('start', 'wal-archive')
    await until('the archive has begun anew', it.caughtUp, { withinMs: 30_000, everyMs: 300 })
    // killed while it makes the base backup, it leaves a half of one to the next
    await it.diesAt('archive: base copied')
    assert.equal(await it.bases(), 1)
    await it.backupIsGood()
    assert.equal(it.metric('gap'), 0)
    assert.equal(await it.bases(), 2)
    assert.equal(await it.inArchive("find . -path '*/base/*' -name '*.partial'"), '')
    assert.match(
      await it.refusal(inTheGap),
      /was not archived for a time: moments can be had until then, and from .* on/,
    )
    assert.equal((await it.recover(new Date())).facts.rows['public.ticket'], 4)
    assert.equal((await it.recover(between)).facts.rows['public.ticket'], 1)
  })
})
