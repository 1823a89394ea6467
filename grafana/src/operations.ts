import { buildDashboard } from './dashboard.ts'
import { known, linksFrom } from './dashboard-list.ts'
import { botPanels } from './operations-bot.ts'
import { hostPanels } from './operations-host.ts'
import { monitoringPanels, nowPanels } from './operations-monitoring.ts'
import { postgresPanels, redisPanels } from './operations-stores.ts'
import { telegramPanels } from './operations-telegram.ts'
import { labelValues } from './variables.ts'

/** Where to look when an alert came: of every part how busy it is, what waits for it, and what fails. */
export const operationsDashboard = () =>
  buildDashboard({
    ...known.operations,
    description: 'Utilization, saturation and errors of every part, backups and the monitoring itself.',
    from: 'now-6h',
    refresh: '30s',
    variables: [
      labelValues('instance', 'Replica', { metric: 'up{job="bot"}', of: 'instance' }),
      labelValues('method', 'Bot API method', { metric: 'schoolbot_telegram_calls_total', of: 'method' }),
    ],
    links: linksFrom(known.operations.uid),
    deploys: { name: 'Deploys', shown: true },
    sections: [
      { title: 'Now', panels: nowPanels() },
      { title: 'Bot processes', panels: botPanels() },
      { title: 'Telegram and outbox', panels: telegramPanels() },
      { title: 'PostgreSQL', panels: postgresPanels() },
      { title: 'Redis', panels: redisPanels() },
      { title: 'Host, containers and nginx', panels: hostPanels() },
      { title: 'Monitoring', panels: monitoringPanels() },
    ],
  })
