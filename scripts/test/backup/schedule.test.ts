import assert from 'node:assert/strict'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { installSchedule, removeSchedule, showSchedule } from '../../lib/backup/schedule.ts'
import { type Machine, scheduleOf, thisMachine } from '../../lib/backup/schedule-machine.ts'
import type { Schedule } from '../../lib/backup/schedule-plan.ts'
import { makePath } from '../stub-programs.ts'

/** Keeps the crontab in a file, as the real one does, with its words where there is none. */
const crontab = String.raw`
echo "crontab $*" >> "$MACHINE/calls"
case $1 in
  -l) [[ -e $MACHINE/crontab ]] || { echo "no crontab for root" >&2; exit 1; }; cat "$MACHINE/crontab" ;;
  -) cat > "$MACHINE/crontab" ;;
esac`
const systemctl = String.raw`
echo "systemctl $*" >> "$MACHINE/calls"
[[ $1 != show ]] || printf '%s\n' ActiveState=active 'NextElapseUSecRealtime=Tue 2026-12-01 02:00:00 MSK' LastTriggerUSec=n/a`

function createMachine(options: Partial<Machine> & { programs?: Record<string, string> } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-machine-'))
  const { programs = { crontab, systemctl, 'systemd-analyze': 'exit 0' }, ...more } = options
  const path = makePath(join(folder, 'bin'), programs)
  const unitsFolder = join(folder, 'units')
  const checkout = join(folder, 'check out')
  for (const made of [unitsFolder, checkout]) mkdirSync(made)
  const machine: Machine = {
    ...{ env: { PATH: path, MACHINE: folder }, isRoot: true, runsSystemd: true, unitsFolder },
    ...{ zone: 'UTC', now: new Date('2026-11-30T09:00:00Z'), ...more },
  }
  const calls = () => {
    const file = join(folder, 'calls')
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    rmSync(file, { force: true })
    return text.split('\n').filter((line) => line !== '' && !/crontab -l|systemctl show/.test(line))
  }
  const schedule: Schedule = {
    ...{ checkout, projectName: 'schoolbot', at: '02:00', drill: 'sunday', timezone: 'Europe/Moscow' },
    ...{ path, variables: {} },
  }
  return {
    ...{ machine, schedule, calls },
    units: () => readdirSync(unitsFolder).sort(),
    unit: (name: string) => join(unitsFolder, name),
    crontabFile: join(folder, 'crontab'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  }
}

test('root gets timers of systemd, which are shown and removed', () => {
  using one = createMachine()
  const { machine, schedule } = one
  assert.deepEqual(showSchedule(schedule, machine), { isInstalled: false, lines: [] })
  const told = installSchedule(schedule, machine)
  assert.match(told[0] ?? '', /^Every day at 02:00 \(Europe\/Moscow\) a backup.* by timers of systemd:$/)
  assert.deepEqual(one.units(), [
    ...['schoolbot-backup.service', 'schoolbot-backup.timer'],
    ...['schoolbot-restore-drill.service', 'schoolbot-restore-drill.timer'],
  ])
  const service = readFileSync(one.unit('schoolbot-backup.service'), 'utf8')
  assert.ok(
    service.includes(`ExecStart=/usr/bin/env bash "${schedule.checkout}/scripts/backup.sh" --scheduled\n`),
    service,
  )
  assert.match(service, /^User=root$/m)
  assert.equal(statSync(one.unit('schoolbot-backup.service')).mode & 0o777, 0o644)
  assert.match(readFileSync(one.unit('schoolbot-backup.timer'), 'utf8'), /^Persistent=true$/m)
  const timers = 'schoolbot-backup.timer schoolbot-restore-drill.timer'
  const calls = ['systemctl daemon-reload', `systemctl enable ${timers}`, `systemctl restart ${timers}`]
  assert.deepEqual(one.calls(), calls)
  assert.equal(existsSync(one.crontabFile), false)

  assert.deepEqual(showSchedule(schedule, machine), {
    isInstalled: true,
    lines: [
      'Timers of systemd:',
      '  schoolbot-backup.timer  next Tue 2026-12-01 02:00:00 MSK',
      '  schoolbot-restore-drill.timer  next Tue 2026-12-01 02:00:00 MSK',
    ],
  })
  installSchedule({ ...schedule, at: '04:30' }, machine)
  assert.match(readFileSync(one.unit('schoolbot-backup.timer'), 'utf8'), /^OnCalendar=\*-\*-\* 04:30:00/m)
  one.calls()
  assert.deepEqual(removeSchedule(schedule, machine), ['The timers of systemd are removed.'])
  assert.deepEqual(one.units(), [])
  assert.deepEqual(one.calls(), [`systemctl disable --now ${timers}`, 'systemctl daemon-reload'])
  assert.deepEqual(removeSchedule(schedule, machine), ['Nothing was scheduled.'])
})

test('where systemd takes no zone, the hours are those of the machine', () => {
  using one = createMachine({ programs: { crontab, systemctl, 'systemd-analyze': 'exit 1' } })
  const [told = ''] = installSchedule(one.schedule, one.machine)
  assert.match(told, /02:00 \(UTC\)/)
  assert.match(readFileSync(one.unit('schoolbot-backup.timer'), 'utf8'), /^OnCalendar=\*-\*-\* 02:00:00$/m)
})

test('units of another checkout are not touched', () => {
  using one = createMachine()
  const theirs = { ...one.schedule, checkout: '/srv/other' }
  mkdirSync(one.machine.unitsFolder, { recursive: true })
  writeFileSync(one.unit('schoolbot-backup.timer'), '# Written by /srv/other/scripts/backup.sh --schedule\n')
  assert.throws(() => installSchedule(one.schedule, one.machine), /COMPOSE_PROJECT_NAME/)
  assert.throws(() => removeSchedule(one.schedule, one.machine), /COMPOSE_PROJECT_NAME/)
  assert.deepEqual(one.units(), ['schoolbot-backup.timer'])
  assert.deepEqual(one.calls(), [])
  assert.equal(removeSchedule(theirs, one.machine).length, 1)
})

test('without systemd it is the crontab, by the clock of the machine, once', () => {
  using one = createMachine({ runsSystemd: false, isRoot: false })
  const { machine, schedule, crontabFile } = one
  const theirs = `# mine\n0 1 * * * /usr/bin/true\n0 2 * * * "${schedule.checkout}/scripts/backup.sh"\n`
  writeFileSync(crontabFile, theirs)
  const told = installSchedule(schedule, machine)
  assert.match(told[0] ?? '', /02:00 \(Europe\/Moscow\).*by crontab, by the clock of this machine \(UTC\)/)
  assert.match(told.at(-1) ?? '', /^warning: crontab also has this line.*: 0 2 \* \* \* "/)
  const after = readFileSync(crontabFile, 'utf8')
  assert.ok(after.startsWith(theirs))
  assert.match(
    after,
    /\n0 23 \* \* \* PATH='[^\n]*' timeout 6h '[^\n]*\/check out\/scripts\/backup\.sh' --scheduled\n0 0 \* \* 0 /,
  )
  assert.deepEqual(one.calls(), ['crontab -'])
  installSchedule(schedule, machine)
  assert.equal(readFileSync(crontabFile, 'utf8'), after)
  assert.deepEqual(one.calls(), [], 'the same again writes nothing')
  assert.equal(showSchedule(schedule, machine).isInstalled, true)
  assert.deepEqual(removeSchedule(schedule, machine), ['The lines of crontab are removed.'])
  assert.equal(readFileSync(crontabFile, 'utf8'), theirs)
})

test('whoever is not root is told of sudo, and what root made stays his', () => {
  using one = createMachine({ isRoot: false })
  const told = installSchedule(one.schedule, one.machine)
  assert.ok(told.some((line) => line.startsWith('With sudo')))
  installSchedule(one.schedule, { ...one.machine, isRoot: true })
  assert.doesNotMatch(readFileSync(one.crontabFile, 'utf8'), /backup\.sh/, 'the lines give way to the timers')
  assert.throws(() => installSchedule(one.schedule, one.machine), /is there already: change it with sudo/)
  assert.throws(() => removeSchedule(one.schedule, one.machine), /start this with sudo/)
  assert.equal(one.units().length, 4)
})

test('a crontab that cannot be read is not written over', () => {
  const broken = 'echo "crontab: permission denied" >&2; exit 1'
  using one = createMachine({ runsSystemd: false, programs: { crontab: broken } })
  assert.throws(() => installSchedule(one.schedule, one.machine), /permission denied/)
})

test('where there is neither it is said what to do', () => {
  using bare = createMachine({ runsSystemd: false, programs: {} })
  assert.throws(() => installSchedule(bare.schedule, bare.machine), /neither systemd nor cron/)
  assert.deepEqual(showSchedule(bare.schedule, bare.machine), { isInstalled: false, lines: [] })
  using user = createMachine({ isRoot: false, programs: {} })
  assert.throws(() => installSchedule(user.schedule, user.machine), /with sudo/)
})

test('a failure of systemctl is told in its words', () => {
  const programs = { systemctl: 'echo "Failed to connect to bus" >&2; exit 1', crontab }
  using one = createMachine({ programs })
  assert.throws(
    () => installSchedule(one.schedule, one.machine),
    /systemctl daemon-reload: Failed to connect to bus/,
  )
})

test('the timers find docker, and the engine and project of this shell', () => {
  const env = {
    PATH: process.env['PATH'],
    DOCKER_HOST: 'unix:///x',
    COMPOSE_PROJECT_NAME: 's2',
    TELEGRAM_TOKEN: '1:a',
  }
  const named = { checkout: '/srv/x', projectName: 's2', ...({ at: '02:00', drill: 'sunday' } as const) }
  const { path, variables } = scheduleOf({ ...named, timezone: 'UTC', env })
  assert.deepEqual(variables, { DOCKER_HOST: 'unix:///x', COMPOSE_PROJECT_NAME: 's2' })
  assert.ok(path.startsWith('/usr/local/sbin:/usr/local/bin:'))
  assert.match(thisMachine(env).zone, /^[A-Z]/)
})
