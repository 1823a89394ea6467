import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, says } from '../../../bot/test/chat.ts'
import { fileTicket } from '../../../bot/test/file-a-ticket.ts'
import { missingEngine } from './engine.ts'
import { guideCommands, runAsOperator, runbookCommands } from './guide-commands.ts'
import { adminId, prepareStack, type Stack } from './stack.ts'

/** What each command says of a stack in good health. The first that fits counts. */
const answers: readonly (readonly [command: RegExp, answer: RegExp])[] = [
  [/^docker compose ps$/, /bot.*healthy/],
  [/^docker compose ps --all bot migrate$/, /bot[^]*Exited \(0\)/],
  [/^docker compose ps --format/, /^alertmanager +127\.0\.0\.1:\d+->9093[^]*nginx.*0\.0\.0\.0:\d+->443/m],
  [/\/healthz$/, /"status":"ok"[^]*"postgres":\{"status":"ok"\}/],
  [/main\.ts canary$/, /^canary arrived in \d+ ms; \w+, (leader, well|standby)\n$/],
  [/\/metrics \| head/, /^# HELP /],
  [/:9090\/-\/ready$/, /is Ready/],
  [/:9093\/-\/ready$/, /^OK/],
  [/:3000\/grafana\/api\/health$/, /"database": *"ok"/],
  [/:9000\/_health\/$/, /ok/],
  [/^git ls-files/, /^secrets\/\.gitignore\n$/],
  [/^docker volume ls/, /_postgres\n/],
  [/^docker system df/, /Images/],
  [/^docker compose logs --tail 100 bot$/, /"msg":"ready"/],
  [/^docker compose logs .*\| grep .*"level":"\(?(warn|error)/, /^(\{"level":"(warn|error|fatal)".*\n)*$/],
  // nobody has written to the bot for alerts
  [/TELEGRAM_BOT_TOKEN=.*getUpdates/, /^$/],
  [/telegram_token \| curl/, /^\{"ok":true,.*"is_bot":true/],
  [/alert_bot_token \| curl/, /^\{"ok":true,.*"is_bot":true/],
  [/pg_isready/, /accepting connections/],
  [/main\.ts migrations/, /^(applied {2}\d{4}_\w+ .*\n)+$/],
  [/from person/, /admin +\| active +\| +1/],
  [/from ticket/, /new +\| +1/],
  [/pg_stat_activity where datname/, /schoolbot +\| schoolbot/],
  [/pg_stat_activity where state <>/, /active/],
  [/redis-cli .* ping$/, /^PONG\n$/],
  [/redis-cli .* info memory/, /^used_memory:\d+/m],
  [/api\/v1\/targets/, /\d+ "health":"up"/],
  [/'up == 0'/, /^(up\{.*job="probe".*\n)*\n?$/],
  [/'ALERTS\{/, /alertname="Watchdog"/],
  [/'histogram_quantile/, /handler="[\w/]+".* => /],
  [/api\/v2\/status/, /"versionInfo"/],
  [/amtool .* alert$/, /Watchdog/],
  [/amtool .* silence$/, /^ID /],
  [/stats --no-stream/, /bot-1.*MiB \/ 224MiB/],
]

/** By name: what these look at is not in every stack under test, or has a test of its own. */
function whySkipped(command: string, services: readonly string[]): string | undefined {
  if (/:3000\//.test(command) && !services.includes('grafana')) return 'no image of Grafana'
  if (/:9000\//.test(command) && !services.includes('glitchtip')) return 'no image of GlitchTip'
  if (command.startsWith('./scripts/init_monitoring.sh')) return 'has tests of its own'
  return undefined
}

describe('the commands of the operator’s guide and of the runbooks', {
  skip: missingEngine(),
  concurrency: 4,
}, () => {
  let stack: Stack

  before(
    async () => {
      stack = await prepareStack()
      await stack.compose('build', '--quiet')
      await stack.up()
      const admin = await stack.sandbox.person({ id: adminId, firstName: 'Ольга', languageCode: 'ru' })
      await admin.start()
      await admin.waitFor(says(''), { since: 'start' })
      assert.equal(await fileTicket(admin), 1)
      await ask(admin, '/my', 'Не печатает')
    },
    { timeout: 170_000 },
  )
  after(() => stack.remove(), { timeout: 170_000 })

  for (const command of guideCommands()) {
    test(command, { timeout: 140_000 }, async (t) => {
      const services = (await stack.compose('ps', '--services')).split('\n')
      const skipped = whySkipped(command, services)
      if (skipped !== undefined) return t.skip(skipped)
      const answer = answers.find(([pattern]) => pattern.test(command))?.[1]
      assert.ok(answer, 'it is not said what this command answers')
      // what Prometheus says may take a scrape and a look at the rules; an alert that Alertmanager was not yet there to
      // take comes again after a minute
      for (const deadline = Date.now() + 110_000; ; await sleep(1_000)) {
        const { exitCode, output } = await runAsOperator(stack, command)
        assert.equal(exitCode, 0, output)
        if (answer.test(output)) return
        if (Date.now() > deadline) assert.match(output, answer)
      }
    })
  }

  for (const command of runbookCommands().filter((one) => !guideCommands().includes(one))) {
    test(`runbooks: ${command}`, { timeout: 90_000 }, async () => {
      const { exitCode, output } = await runAsOperator(stack, command)
      assert.equal(exitCode, 0, output)
    })
  }
})
