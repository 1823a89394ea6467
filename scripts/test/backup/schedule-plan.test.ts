import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { cronLines, cronLinesIn, mergedCrontab, strangeLinesIn } from '../../lib/backup/cron-lines.ts'
import { checkedTime, minutesAheadOf, type Schedule } from '../../lib/backup/schedule-plan.ts'
import { unitNames, unitsOf } from '../../lib/backup/systemd-units.ts'
import { findProgram } from '../../lib/processes/find-program.ts'

const usual: Schedule = {
  ...{ checkout: '/srv/schoolbot', projectName: 'schoolbot', at: '02:00', drill: 'sunday' },
  ...{ timezone: 'Europe/Moscow', path: '/usr/bin:/bin', variables: {} },
}
const calendars = (schedule: Schedule, zone = schedule.timezone) =>
  unitsOf(schedule, { user: 'root', zone }).flatMap(({ text }) => text.match(/(?<=OnCalendar=).*/g) ?? [])

test('the backup comes every day, and the test restore a week and an hour later', () => {
  assert.deepEqual(calendars(usual), ['*-*-* 02:00:00 Europe/Moscow', 'Sun *-*-* 03:00:00 Europe/Moscow'])
  assert.deepEqual(calendars({ ...usual, at: '23:30' }, ''), ['*-*-* 23:30:00', 'Mon *-*-* 00:30:00'])
  assert.deepEqual(cronLines(usual, 0).slice(1, -1), [
    "0 2 * * * PATH='/usr/bin:/bin' timeout 6h '/srv/schoolbot/scripts/backup.sh' --scheduled",
    "0 3 * * 0 PATH='/usr/bin:/bin' timeout 6h '/srv/schoolbot/scripts/backup.sh' --drill --scheduled",
  ])
})

test('cron goes by the clock of the machine', () => {
  const hours = (schedule: Schedule, ahead: number) =>
    cronLines(schedule, ahead)
      .slice(1, -1)
      .map((line) => line.split(' ').slice(0, 5).join(' '))
  assert.deepEqual(hours(usual, -180), ['0 23 * * *', '0 0 * * 0'])
  assert.deepEqual(hours({ ...usual, at: '01:15' }, -180), ['15 22 * * *', '15 23 * * 6'])
  assert.deepEqual(hours({ ...usual, at: '22:00', drill: 'saturday' }, 330), ['30 3 * * *', '30 4 * * 0'])
  const summer = new Date('2026-07-01T00:00:00Z')
  assert.equal(minutesAheadOf('Europe/Moscow', 'UTC', summer), -180)
  assert.equal(minutesAheadOf('Europe/Moscow', 'Europe/Berlin', summer), -60)
  assert.equal(minutesAheadOf('Europe/Moscow', 'Asia/Kolkata', summer), 150)
  assert.equal(minutesAheadOf('Asia/Vladivostok', 'UTC', new Date('2026-12-31T20:00:00Z')), -600)
})

test('an hour or a day that is none is refused', () => {
  assert.deepEqual(checkedTime('23:59', 'Friday'), { at: '23:59', drill: 'friday' })
  for (const at of ['24:00', '2:00', '02:60', '02:00:00', ''])
    assert.throws(() => checkedTime(at, 'sunday'), /--at/)
  assert.throws(() => checkedTime('02:00', 'sun'), /sunday/)
})

test('two installations of a machine have units of their own', () => {
  assert.deepEqual(unitNames(usual), [
    ...['schoolbot-backup.service', 'schoolbot-backup.timer'],
    ...['schoolbot-restore-drill.service', 'schoolbot-restore-drill.timer'],
  ])
  assert.deepEqual(unitNames({ projectName: 'school-2' }).slice(0, 1), ['schoolbot-school-2-backup.service'])
})

test('systemd understands the units, with the strangest of paths', (t) => {
  if (findProgram('systemd-analyze') === undefined) return t.skip('no systemd-analyze')
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-units-'))
  try {
    // systemd wants to see a program where one is named
    const checkout = join(folder, `a b'c %h $HOME "q" \\n`)
    const schedule = { ...usual, checkout, variables: { DOCKER_HOST: 'unix:///run/a b%.sock' } }
    spawnSync('mkdir', ['-p', join(checkout, 'scripts')])
    writeFileSync(join(checkout, 'scripts/backup.sh'), '#!/bin/sh\n', { mode: 0o755 })
    for (const { name, text } of unitsOf(schedule, { user: 'root', zone: 'Europe/Moscow' })) {
      writeFileSync(join(folder, name), text)
    }
    const units = unitNames(schedule).map((name) => join(folder, name))
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--recursive-errors=no', ...units], {
      encoding: 'utf8',
    })
    const complaints = stderr.split('\n').filter((line) => line.includes('schoolbot-'))
    assert.deepEqual(complaints, [])
    assert.equal(status, 0, stderr)
    for (const calendar of calendars(schedule)) {
      assert.equal(spawnSync('systemd-analyze', ['calendar', calendar]).status, 0, calendar)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a shell that cron starts gets the path and the variables as they are', () => {
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-cron-'))
  try {
    const checkout = join(folder, `a b'c %h $HOME "q"`)
    spawnSync('mkdir', ['-p', join(checkout, 'scripts')])
    writeFileSync(
      join(checkout, 'scripts/backup.sh'),
      '#!/bin/sh\nprintf "%s\\n" "$*" "$PATH" "$DOCKER_HOST"\n',
      {
        mode: 0o755,
      },
    )
    const variables = { DOCKER_HOST: 'unix:///run/a b%.sock' }
    const [line = ''] = cronLines({ ...usual, checkout, variables }, 0).slice(1)
    // as cron does it: what follows the five fields, and a percent sign only with a backslash
    const command = line.split(' ').slice(5).join(' ')
    assert.doesNotMatch(command, /(?<!\\)%/)
    const { stdout } = spawnSync('/bin/sh', ['-c', command.replaceAll('\\%', '%')], {
      encoding: 'utf8',
      env: {},
    })
    assert.equal(stdout, `--scheduled\n/usr/bin:/bin\nunix:///run/a b%.sock\n`)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a line break in a path is refused', () => {
  const broken = { ...usual, checkout: '/srv/a\nb' }
  assert.throws(() => cronLines(broken, 0), /line break/)
  assert.throws(() => unitsOf(broken, { user: 'root', zone: '' }), /line break/)
})

test('the crontab keeps every other line, and ours are there once', () => {
  const theirs = '# mine\nMAILTO=admin@school.example\n\n*/5 * * * * /usr/bin/true\n'
  const lines = cronLines(usual, 0)
  const once = mergedCrontab(theirs, usual, lines)
  assert.equal(once, `${theirs}${lines.join('\n')}\n`)
  assert.equal(mergedCrontab(once, usual, lines), once)
  const later = cronLines({ ...usual, at: '04:00' }, 0)
  const added = `${once}0 1 * * * /usr/bin/false\n`
  assert.equal(mergedCrontab(added, usual, later), `${theirs}${later.join('\n')}\n0 1 * * * /usr/bin/false\n`)
  assert.equal(mergedCrontab(once, usual, []), theirs)
  assert.equal(mergedCrontab('', usual, []), '')
  const second = { ...usual, projectName: 'school-2', checkout: '/srv/second' }
  const both = mergedCrontab(once, second, cronLines(second, 0))
  assert.equal(mergedCrontab(both, usual, []), mergedCrontab(theirs, second, cronLines(second, 0)))
})

test('a crontab whose last line has no end gets one, and a torn one is not touched', () => {
  const [begin = '', ...rest] = cronLines(usual, 0)
  assert.equal(mergedCrontab('0 1 * * * a', usual, [begin]), `0 1 * * * a\n${begin}\n`)
  const torn = [begin, ...rest.slice(0, -1)].join('\n')
  assert.throws(() => mergedCrontab(torn, usual, []), /crontab -e/)
})

test('a line of the operator that calls backup.sh too is found', () => {
  const theirs = '0 2 * * * /srv/schoolbot/scripts/backup.sh\n# 0 3 * * * /srv/schoolbot/scripts/backup.sh\n'
  const crontab = mergedCrontab(theirs, usual, cronLines(usual, 0))
  assert.equal(cronLinesIn(crontab, usual).length, 2)
  assert.deepEqual(strangeLinesIn(crontab, usual), ['0 2 * * * /srv/schoolbot/scripts/backup.sh'])
})
