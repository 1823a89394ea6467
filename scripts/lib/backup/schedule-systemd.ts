import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StepError } from '../steps/step.ts'
import { call, type Machine, mustCall, userOfTimers } from './schedule-machine.ts'
import type { Schedule } from './schedule-plan.ts'
import { timerNames, unitMark, unitNames, unitsOf } from './systemd-units.ts'

type Named = Pick<Schedule, 'projectName' | 'checkout'>

/** The names of our units that are there. */
export function installedUnits(schedule: Named, { unitsFolder }: Machine): string[] {
  return unitNames(schedule).filter((name) => existsSync(join(unitsFolder, name)))
}

export function installUnits(schedule: Schedule, machine: Machine): string[] {
  const { unitsFolder } = machine
  refuseOthers(schedule, machine)
  const zone = takesZone(machine, schedule.timezone) ? schedule.timezone : ''
  const units = unitsOf(schedule, { user: userOfTimers(machine, schedule.checkout), zone })
  for (const { name, text } of units) {
    const path = join(unitsFolder, name)
    writeFileSync(`${path}.part`, text)
    chmodSync(`${path}.part`, 0o644)
    renameSync(`${path}.part`, path)
  }
  mustCall(machine, 'systemctl', ['daemon-reload'])
  mustCall(machine, 'systemctl', ['enable', ...timerNames(schedule)])
  // restart and not start: a timer that runs already keeps its old hour
  mustCall(machine, 'systemctl', ['restart', ...timerNames(schedule)])
  return [
    `Every day at ${schedule.at} (${zone || machine.zone}) a backup, an hour after that of ${schedule.drill} a test restore, by timers of systemd:`,
    ...timersAsTold(schedule, machine),
  ]
}

export function removeUnits(schedule: Named, machine: Machine): string[] {
  const installed = installedUnits(schedule, machine)
  if (installed.length === 0) return []
  if (!machine.isRoot)
    throw new StepError(`${machine.unitsFolder}/${installed[0]} is root's: start this with sudo`)
  refuseOthers(schedule, machine)
  const timers = timerNames(schedule).filter((name) => installed.includes(name))
  if (timers.length > 0) mustCall(machine, 'systemctl', ['disable', '--now', ...timers])
  for (const name of installed) rmSync(join(machine.unitsFolder, name), { force: true })
  mustCall(machine, 'systemctl', ['daemon-reload'])
  return ['The timers of systemd are removed.']
}

/** A line for each timer: when it comes next, and when it came last. */
export function timersAsTold(schedule: Named, machine: Machine): string[] {
  return timerNames(schedule).map((timer) => {
    const properties = ['ActiveState', 'NextElapseUSecRealtime', 'LastTriggerUSec']
    const { printed } = call(machine, 'systemctl', ['show', timer, `--property=${properties.join(',')}`])
    const said = new Map(
      printed.split('\n').map((line) => [line.split('=')[0], line.slice(line.indexOf('=') + 1)]),
    )
    if (said.get('ActiveState') !== 'active')
      return `  ${timer}  does not run: ./scripts/backup.sh --schedule install`
    const last = said.get('LastTriggerUSec')
    const before = last && last !== 'n/a' ? `, last ${last}` : ''
    return `  ${timer}  next ${said.get('NextElapseUSecRealtime') || 'unknown'}${before}`
  })
}

/** Units of the same name from another checkout, or another hand, are not ours to change. */
function refuseOthers(schedule: Named, machine: Machine): void {
  for (const name of installedUnits(schedule, machine)) {
    const path = join(machine.unitsFolder, name)
    const [first = ''] = readFileSync(path, 'utf8').split('\n')
    if (first === unitMark(schedule)) continue
    throw new StepError(
      `${path} belongs to something else (${first}): give this installation another COMPOSE_PROJECT_NAME, or remove it there`,
    )
  }
}

/** An old systemd takes no zone in OnCalendar. */
function takesZone(machine: Machine, zone: string): boolean {
  return call(machine, 'systemd-analyze', ['calendar', `*-*-* 02:00:00 ${zone}`]).code === 0
}
