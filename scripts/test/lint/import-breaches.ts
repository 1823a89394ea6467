import { type Breach, bannedImport, breach } from './breach.ts'

const direction = [
  importing('bot/src/platform/log.ts', '../telegram/api.ts'),
  importing('bot/src/telegram/api.ts', '../people/person.ts'),
  importing('bot/src/people/person.ts', '../tickets/ticket.ts'),
  importing('bot/src/tickets/ticket.ts', '../tasks/task.ts'),
  importing('bot/src/tasks/task.ts', '../reports/report.ts'),
  importing('bot/src/http/server.ts', '../announcements/announcement.ts'),
  importing('bot/src/monitoring/status/own-health.ts', '../../http/health.ts'),
  importing('bot/src/monitoring/alerts.ts', '../reports/report.ts'),
  importing('bot/src/tickets/fired.ts', '../monitoring/alerts.ts'),
  importing('bot/src/people/shift.ts', '../config.ts'),
  importing('bot/src/people/roles.ts', '../features.ts'),
  importing('bot/src/http/health.ts', '../app.ts'),
  importing('bot/src/http/metrics-route.ts', '../version.ts'),
  importing('bot/src/config.ts', './app.ts'),
  importing('bot/src/features.ts', './app.ts'),
  importing('bot/src/app.ts', './main.ts'),
  importing('bot/src/library/book.ts', '../platform/log.ts'),
  importing('bot/src/tickets/filing/draft.ts', '../../tasks/task.ts'),
  importing('bot/src/tickets/filing/send-draft.ts', '../../tasks/orders/task.ts'),
  importing('bot/src/tickets/filing/place.ts', '../../main.ts'),
  importing('bot/src/tickets/filing/batch.ts', '../../../test/desk.ts'),
  importing('bot/src/tickets/edit-text.ts', '../tasks/orders/task.ts'),
  importing('bot/src/tasks/orders/task.ts', '../../http/server.ts'),
  importing('bot/src/people/menus/menu.ts', '../../tickets/ticket.ts'),
  importing('bot/src/platform/clocks/clock.ts', '../../telegram/limits/limit.ts'),
  importing('bot/src/library/shelves/shelf.ts', '../../platform/log.ts'),
  importing('bot/src/tickets/silence/loan.ts', '../../library/book.ts'),
  importing('sandbox/src/world.ts', '../../bot/src/platform/log.ts'),
  bannedImport('bot/src/telegram/late.ts', `export const late = () => import('../tickets/ticket.ts')`),
  bannedImport('bot/src/telegram/passed-on.ts', `export { passedOn } from '../tickets/ticket.ts'`),
]

const paths = [
  importing('bot/src/tickets/filing/round-about.ts', '../../people/../tasks/task.ts'),
  importing('bot/src/tickets/round-about.ts', './../tasks/task.ts'),
  importing('bot/src/people/round-about.ts', '.././tickets/ticket.ts'),
  importing('bot/src/people/twice.ts', '..//tickets/ticket.ts'),
  importing('bot/src/tickets/filing/drafts/deep.ts', './place.ts'),
  importing('bot/src/tickets/filing/deep-within.ts', './drafts/deep.ts'),
  importing('bot/src/tickets/cards/deep-beside.ts', '../filing/drafts/deep.ts'),
  importing('bot/src/tickets/deep-below.ts', './filing/drafts/deep.ts'),
  importing('bot/src/http/deep-elsewhere.ts', '../tickets/filing/drafts/deep.ts'),
  importing('bot/src/tasks/orders/deep-elsewhere.ts', '../../tickets/filing/drafts/deep.ts'),
  importing('bot/src/wiring.ts', './tickets/filing/drafts/deep.ts'),
]

const kinds = [
  importing('bot/src/tickets/tickets-store.ts', './refusal-texts.ts'),
  importing('bot/src/tickets/cards-store.ts', './ticket-buttons.ts'),
  importing('bot/src/tickets/counts-store.ts', './file-ticket.ts'),
  importing('bot/src/tickets/views-store.ts', './queue-bot.ts'),
  importing('bot/src/telegram/updates-store.ts', 'telegraf'),
  importing('bot/src/tickets/close-ticket.ts', './queue-bot.ts'),
  importing('bot/src/tickets/open-ticket.ts', './overdue-job.ts'),
  importing('bot/src/tickets/menu-bot.ts', '../people/welcome-bot.ts'),
  importing('bot/src/tickets/ticket-texts.ts', './tickets-store.ts'),
  importing('bot/src/tickets/notice-texts.ts', './file-ticket.ts'),
  importing('bot/src/tickets/ticket-buttons.ts', './queue-bot.ts'),
  importing('bot/src/tickets/search/search-store.ts', '../refusal-texts.ts'),
  importing('bot/src/tickets/search/found-store.ts', './search-buttons.ts'),
  importing('bot/src/tickets/search/pages-store.ts', '../file-ticket.ts'),
  importing('bot/src/tickets/search/finds-store.ts', '../specialist/take-ticket.ts'),
  importing('bot/src/tickets/search/lines-store.ts', 'telegraf'),
  importing('bot/src/tickets/search/find-tickets.ts', './search-bot.ts'),
  importing('bot/src/tickets/search/find-words.ts', '../queue-bot.ts'),
  importing('bot/src/tickets/search/find-late.ts', '../silence/silence-job.ts'),
  importing('bot/src/tickets/find-again.ts', './search/search-feature.ts'),
  importing('bot/src/tickets/search/search-job.ts', './search-bot.ts'),
  importing('bot/src/tickets/search/search-bot.ts', '../../people/welcome-bot.ts'),
  importing('bot/src/tickets/search/found-bot.ts', '../../people/menus/menu-bot.ts'),
  importing('bot/src/tickets/found-bot.ts', '../people/menus/menu-bot.ts'),
  importing('bot/src/tickets/search/late-bot.ts', '../silence/silence-job.ts'),
  importing('bot/src/tickets/search/search-texts.ts', './search-store.ts'),
  importing('bot/src/tickets/search/search-buttons.ts', '../specialist/take-ticket.ts'),
]

const packages = [
  ...['telegraf', 'telegraf/filters', 'telegraf/types', 'fastify', 'pg', 'ioredis', 'sql-template-tag'],
  ...['graphile-worker', 'rate-limiter-flexible', 'node-pg-migrate', 'prom-client', 'chrono-node'],
  ...['@sentry/node', 'pino', 'libpg-query'],
].flatMap((name, index) => [
  importing(`bot/src/tickets/package-${index}.ts`, name),
  importing(`bot/src/tickets/export/package-${index}.ts`, name),
])

const names = [
  importing('bot/src/tickets/by-file.ts', './utils.ts'),
  importing('bot/src/tickets/by-end.ts', './ticket-helpers.ts'),
  importing('bot/src/tickets/by-index.ts', './index.ts'),
  importing('scripts/by-folder.ts', './common/words.ts'),
  breach('unicorn(filename-case)', 'bot/src/tickets/ticketCard.ts', 'export const card = 1'),
]

export const importBreaches: readonly Breach[] = [direction, paths, kinds, packages, names].flat()

function importing(file: string, from: string): Breach {
  return bannedImport(file, `import type { Part } from '${from}'\nexport type Whole = Part`)
}
