import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { says } from '../../../bot/test/chat.ts'
import { fileTicket } from '../../../bot/test/file-a-ticket.ts'
import type { PersonDriver } from '../../../sandbox/src/driver.ts'
import { readContainers } from '../../lib/compose/containers.ts'
import { type RestoreMoment, restoreMoments } from '../../lib/restore/restore-run.ts'
import { missingEngine, missingPatience } from './engine.ts'
import { isInOrder, restoreIn } from './restored-order.ts'
import { prepareSchoolWithBackups, type SchoolWithBackups } from './school-with-backups.ts'

describe('a restore that is killed', { skip: missingPatience || missingEngine() }, () => {
  let school: SchoolWithBackups
  let people: PersonDriver[]
  let backup = ''

  before(
    async () => {
      school = await prepareSchoolWithBackups()
      await school.up()
      people = await school.meetPeople('Анна', 'Борис')
      await file(0, 'До копии')
      const made = school.script('backup.sh', ['--only', 'schoolbot'])
      assert.equal(await made.ended, 0, made.output())
      backup = school.backupNames().at(-1) ?? ''
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
  const restore = (expected: number | null, args: string[], env: Record<string, string> = {}) =>
    restoreIn(school, expected, args, { env })
  const tickets = () => school.sql('select description from ticket order by id')
  const count = async (pattern: string) =>
    Number(await school.sql(`select count(*) from pg_database where datname ~ '${pattern}'`, 'postgres'))

  test('leaves at each step what the next run goes on with', { timeout: 145_000 }, async (t) => {
    const isAfter = (moment: RestoreMoment, other: RestoreMoment) =>
      restoreMoments.indexOf(moment) >= restoreMoments.indexOf(other)
    let kept = 0
    for (const [index, moment] of restoreMoments.entries()) {
      const began = performance.now()
      const id = 900 + index
      await school.sql(`insert into person (telegram_id, name, role) values (${id}, '${moment}', 'staff')`)
      await restore(null, [backup, '--yes'], { SCHOOLBOT_FAILPOINT: moment })
      // the statements of an exchange go on without whoever began it
      await school.untilLetIn()
      const isExchanged = isAfter(moment, 'restore: exchanging')
      if (isExchanged) {
        kept += 1
        await school.untilThere(`schoolbot_replaced_`, kept)
      }
      const isThere = await school.sql(`select count(*) from person where telegram_id = ${id}`)
      assert.equal(isThere, isExchanged ? '0' : '1', `${moment}: the other database is in its place`)
      assert.equal(await count('_replaced_'), kept, moment)
      // of the runs before nothing is left
      assert.equal(await count('_restore_'), isExchanged ? 0 : 1, moment)
      const states = (await readContainers(school.streaming, ['bot'])).map(({ state }) => state)
      const isStopped = isAfter(moment, 'restore: stopped') && !isAfter(moment, 'restore: started')
      // a bot that an earlier run had stopped is not started by one that died before it came to it
      if (isStopped || moment === 'restore: database made' || isAfter(moment, 'restore: started')) {
        assert.deepEqual([...new Set(states)], [isStopped ? 'exited' : 'running'], moment)
      }
      t.diagnostic(`killed at ${moment}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
    }
    const output = await restore(0, [backup, '--yes'])
    assert.equal(await tickets(), 'До копии')
    assert.match(output, /What a run that was broken off had restored is kept as/)
    // whose work was lost by the first of them is told, and once
    await people[1]?.waitFor(says('восстановлен из копии'), { since: 'start' })
    await isInOrder(school)
  })

  test('is undone with all the runs that it took', { timeout: 60_000 }, async () => {
    await restore(0, ['--undo', '--yes'])
    assert.equal(await tickets(), 'До копии\nПосле копии')
    await isInOrder(school)
  })

  test('of a database that comes back the schema is brought up to date, and a newer one refused', {
    timeout: 90_000,
  }, async () => {
    const [undone = ''] = (
      await school.sql(`select datname from pg_database where datname ~ '_undone_'`, 'postgres')
    ).split('\n')
    await school.sql(`insert into schema_migration (name, run_on) values ('9999_later', now())`, undone)
    assert.match(await restore(4, ['--undo', undone, '--yes']), /9999_later is not in bot\/migrations/)
    assert.equal(await tickets(), 'До копии\nПосле копии')
    await school.sql(
      `delete from schema_migration where name in ('9999_later', '0010_command_menus');
        alter table person drop column command_menu`,
      undone,
    )
    const output = await restore(0, ['--undo', undone, '--yes'])
    assert.match(output, /Its schema is older: 1 migrations/)
    assert.match(output, /\.\/scripts\/restore\.sh --undo schoolbot_undone_\d{8}_\d{6}z brings it back/)
    assert.equal(await tickets(), 'До копии')
    await isInOrder(school)
  })

  test('at a terminal: a number is chosen, and the name is typed', { timeout: 60_000 }, async () => {
    const refused = await atTerminal(['1', 'y'])
    assert.deepEqual([refused.code, await tickets()], [2, 'До копии'], refused.output)
    await file(0, 'Ещё одна')
    const done = await atTerminal(['1', 'schoolbot'])
    assert.equal(done.code, 0, done.output)
    assert.match(done.output, /^ *1 .*schoolbot_\d{8}_\d{6}Z/m)
    assert.match(done.output, /To restore schoolbot from schoolbot_\d{8}_\d{6}Z, type schoolbot: /)
    assert.equal(await tickets(), 'До копии')
  })

  /** Types each answer when it is asked for. */
  async function atTerminal(answers: string[]): Promise<{ code: number | null; output: string }> {
    const command = join(school.path, 'scripts', 'restore.sh')
    const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...school.engine },
    })
    let output = ''
    const left = [...answers]
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const asked = output.match(/Which one\?|, type schoolbot: /g)?.length ?? 0
      while (asked > answers.length - left.length && left.length > 0) child.stdin.write(`${left.shift()}\n`)
    })
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    return { code, output }
  }
})
