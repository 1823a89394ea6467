import sql from 'sql-template-tag'
import { type Alerting, type GivenAlert, startAlerting } from '../../scripts/test/monitoring/alerting.ts'
import { createAlertmanager } from '../src/monitoring/alerts/alertmanager.ts'
import type { Silence } from '../src/monitoring/alerts/alertmanager-shapes.ts'
import { type School, startSchool } from './school.ts'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'

/** A school beside the real Alertmanager, which can be taken away from it. */
export interface AlertsDesk extends AsyncDisposable {
  school: School
  alerting: Alerting
  /** Between the bot and Alertmanager. */
  line: TcpProxy
  /** Hands over alerts that fire; the Watchdog too, as Prometheus does. */
  fire(...alerts: GivenAlert[]): Promise<void>
  /** Ends alerts. */
  end(...alerts: GivenAlert[]): Promise<void>
  /** The silences that hold, read from Alertmanager itself. */
  silences(): Promise<Silence[]>
  /** Ends all silences, and all alerts but the Watchdog; forgets who muted what. */
  clear(): Promise<void>
  audit(): Promise<{ actor: string; action: string; details: Record<string, unknown> }[]>
}

export async function startAlertsDesk(): Promise<AlertsDesk> {
  await using started = new AsyncDisposableStack()
  const alerting = started.use(await startAlerting())
  const { hostname, port } = new URL(alerting.alertmanager.url)
  const line = started.use(await startTcpProxy({ host: hostname, port: Number(port) }))
  const env = { ALERTMANAGER_INTERNAL_URL: `http://127.0.0.1:${line.port}` }
  const school = started.use(await startSchool({ env }))
  const alertmanager = createAlertmanager(alerting.alertmanager.url)
  const silences = async () => {
    const answer = await alertmanager.silences()
    if (answer.kind !== 'answer') throw new Error(`Alertmanager: ${answer.kind}`)
    return answer.value
  }
  const end = (...alerts: GivenAlert[]) => {
    const endsAt = new Date().toISOString()
    return alerting.post(alerts.map((alert) => ({ ...alert, endsAt })))
  }
  const parts = started.move()
  return {
    school,
    alerting,
    line,
    fire: (...alerts) => alerting.post([watchdog, ...alerts]),
    end,
    silences,
    async clear() {
      for (const { id } of await silences()) await alertmanager.endSilence(id)
      const alerts = await alertmanager.alerts()
      if (alerts.kind !== 'answer') throw new Error(`Alertmanager: ${alerts.kind}`)
      const given = alerts.value.map(({ labels, annotations }) => ({ labels, annotations }))
      await end(...given.filter(({ labels }) => labels['alertname'] !== 'Watchdog'))
      await school.db.run(sql`delete from audit_event where subject_kind = 'alert'`)
    },
    audit: () =>
      school.db.many(sql`
        select p.name as actor, e.action, e.details
        from audit_event e join person p on p.id = e.actor_id
        where e.subject_kind = 'alert' order by e.id`),
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  }
}

const watchdog: GivenAlert = {
  labels: { alertname: 'Watchdog', severity: 'none', component: 'monitoring' },
  annotations: { summary: 'Alerts are delivered', summary_ru: 'Оповещения работают' },
}

/** Alerts as the rules of this project make them. */
export const botDown: GivenAlert = {
  labels: { alertname: 'BotDown', severity: 'critical', component: 'bot' },
  annotations: {
    summary: 'The bot does not answer',
    summary_ru: 'Бот не отвечает',
    description: 'No replica of the bot has answered for 30 seconds.',
    description_ru: 'Ни одна копия бота не отвечает уже 30 секунд.',
    runbook_url: 'https://docs.example/docs/runbooks/BotDown.md',
    dashboard_url: 'https://school.example/grafana/d/schoolbot-operations',
  },
}

export const replicaMissing: GivenAlert = {
  labels: { alertname: 'BotReplicaMissing', severity: 'warning', component: 'bot' },
  annotations: { summary: 'A replica of the bot is missing', summary_ru: 'Не хватает копии бота' },
}

export const manyTickets: GivenAlert = {
  labels: { alertname: 'TooManyOpenTickets', severity: 'warning', component: 'helpdesk' },
  annotations: {
    summary: 'Too many open tickets',
    summary_ru: 'Слишком много открытых заявок',
    description: 'Open tickets: 12, more than 10.',
    description_ru: 'Открытых заявок: 12, больше десяти.',
    runbook_url: '/docs/runbooks/TooManyOpenTickets.md',
  },
}
