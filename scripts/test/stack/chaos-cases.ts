/** What happens to a container, for as long as the fault lasts. */
export type Fault = 'killed' | 'paused' | 'disk full' | 'cut off'

export type Victim =
  | 'bot'
  | 'postgres'
  | 'redis'
  | 'nginx'
  | 'prometheus'
  | 'alertmanager'
  | 'node-exporter'
  | 'postgres-exporter'
  | 'redis-exporter'
  | 'blackbox-exporter'
  | 'nginx-exporter'

/** What must be so while the fault lasts. That all heals alone and nothing is lost must be so always. */
export interface ChaosCase {
  victim: Victim
  fault: Fault
  /** Whether a person files a ticket meanwhile; or what he does is answered when it is over. */
  filing: 'goes on' | 'waits' | 'may wait'
  /** What nginx says to /healthz most of the time. */
  healthz: 'ok' | 'not ok' | 'no answer'
  /** One of these comes, at least as pending: the shortest `for` is 30 s. None: Prometheus sees nothing of it. */
  alerts: readonly string[]
  /** Whether an alert reaches Telegram meanwhile. */
  alerting: 'goes on' | 'waits'
}

type Expected = Omit<ChaosCase, 'victim' | 'fault'>

const quiet: Expected = { filing: 'goes on', healthz: 'ok', alerts: [], alerting: 'goes on' }
const targetDown = (job: string): Expected => ({ ...quiet, alerts: [`TargetDown ${job}`] })

/** What is expected of each, whatever the fault. */
const usual: Record<Victim, Expected> = {
  bot: { ...quiet, alerts: ['BotReplicaMissing'] },
  postgres: { ...quiet, filing: 'waits', healthz: 'not ok', alerts: ['PostgresDown', 'TargetDown postgres'] },
  redis: { ...quiet, filing: 'waits', healthz: 'not ok', alerts: ['RedisDown', 'TargetDown redis'] },
  nginx: { ...quiet, filing: 'waits', healthz: 'no answer', alerts: ['NginxDown', 'TargetDown nginx'] },
  prometheus: quiet,
  alertmanager: { ...quiet, alerts: ['AlertmanagerDown'], alerting: 'waits' },
  'node-exporter': targetDown('node'),
  'postgres-exporter': targetDown('postgres'),
  'redis-exporter': targetDown('redis'),
  'blackbox-exporter': targetDown('blackbox'),
  'nginx-exporter': targetDown('nginx'),
}

/** It keeps on its disk what it needs when it starts again, and writes every 15 minutes. */
const unnoticed: Partial<Expected> = { alerts: [], alerting: 'goes on' }

/** It keeps the updates it was given; Telegram brings them again when nginx gives up, after 35 s. */
const holding: Partial<Expected> = { filing: 'may wait' }

function when(victim: Victim, fault: Fault, otherwise: Partial<Expected> = {}): ChaosCase {
  return { victim, fault, ...usual[victim], ...otherwise }
}

/** Faults of one line happen at the same time: they do not disturb what is looked at in each other. */
export const everyCase: readonly (readonly ChaosCase[])[] = [
  [when('bot', 'killed'), when('node-exporter', 'paused'), when('redis-exporter', 'cut off')],
  [when('bot', 'paused', holding), when('alertmanager', 'killed'), when('postgres-exporter', 'paused')],
  [when('bot', 'cut off'), when('alertmanager', 'disk full', unnoticed), when('nginx-exporter', 'killed')],
  [when('postgres', 'killed'), when('node-exporter', 'killed')],
  [when('postgres', 'paused'), when('nginx-exporter', 'cut off')],
  [when('postgres', 'disk full'), when('redis-exporter', 'killed')],
  [
    when('postgres', 'cut off', { alerts: ['PostgresDown', 'TargetDown postgres', 'CollectorFailing'] }),
    when('blackbox-exporter', 'paused'),
  ],
  [when('redis', 'killed'), when('postgres-exporter', 'cut off')],
  [when('redis', 'paused'), when('node-exporter', 'cut off')],
  [when('redis', 'disk full', { alerts: ['BotUnhealthy'] }), when('nginx-exporter', 'paused')],
  [when('redis', 'cut off'), when('blackbox-exporter', 'killed')],
  [when('nginx', 'killed'), when('postgres-exporter', 'killed')],
  [when('nginx', 'paused'), when('redis-exporter', 'paused'), when('alertmanager', 'cut off')],
  [when('nginx', 'cut off'), when('blackbox-exporter', 'cut off')],
  [when('prometheus', 'disk full'), when('alertmanager', 'paused', { alerts: [] })],
  [when('prometheus', 'killed')],
  [when('prometheus', 'paused')],
  [when('prometheus', 'cut off')],
]

/** For every run of the tests: each kind of fault, and the parts that people feel. */
export const worstCases: readonly (readonly ChaosCase[])[] = [
  [when('postgres', 'killed')],
  [when('postgres', 'paused'), when('nginx', 'killed')],
  [when('postgres', 'disk full'), when('alertmanager', 'disk full', unnoticed)],
  [when('postgres', 'cut off', { alerts: ['PostgresDown', 'TargetDown postgres', 'CollectorFailing'] })],
  [when('redis', 'disk full', { alerts: ['BotUnhealthy'] }), when('bot', 'killed')],
]
