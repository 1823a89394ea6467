import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { createErrorReports } from '../src/platform/error-report.ts'
import { queueMessages } from '../src/telegram/outbox.ts'
import { startErrorSink } from './error-sink.ts'
import { startSchool } from './school.ts'
import { until } from './until.ts'

const name = 'Канареева Мальвина'
const phone = '+79161234567'
const typed = `у меня протекла батарея, звоните ${phone}`

test('no name, phone, text, token or secret leaves in reports, logs or metrics, whatever fails', async () => {
  await using sink = await startErrorSink()
  await using school = await startSchool({
    mode: 'webhook',
    env: { GLITCHTIP_DSN: sink.dsn, LOG_LEVEL: 'trace' },
  })
  const person = await school.stranger(name)

  // a failing query: the database quotes the row it refuses, names, texts and all
  await school.db.run(sql`
    create function refuse() returns trigger language plpgsql as $$
      begin raise exception using message = new::text, detail = new::text, hint = new::text; end $$`)
  await school.db.run(
    sql`create trigger refuse before insert on access_request for each row execute function refuse()`,
  )
  await school.db.run(
    sql`create trigger refuse before insert on person for each row execute function refuse()`,
  )
  await person.press('доступ')
  await person.send(name)
  await until('the failed query is reported', () => sink.received.length >= 1)

  // a failing Telegram call: the description and the payload hold what was typed
  const description = `Bad Request: can't use ${typed} of ${name}`
  await school.sandbox.fault({ method: 'sendMessage', times: 1, status: 400, description })
  const before = sink.received.length
  await school.db.transaction((tx) => queueMessages(tx, [{ chatId: person.id, text: { html: typed } }]))
  await until('the refused call is reported', () => sink.received.length > before)

  // a webhook call with a wrong secret, and one with a wrong body
  const hook = `${school.http()}/telegram/webhook`
  const secret = 'x-telegram-bot-api-secret-token'
  await fetch(hook, { method: 'POST', headers: { [secret]: typed.replace(/\P{ASCII}/gu, 'x') }, body: typed })
  await fetch(hook, {
    method: 'POST',
    headers: { [secret]: school.env['WEBHOOK_SECRET'] ?? '', 'content-type': 'application/json' },
    body: `{"text":"${typed}"`,
  })
  await fetch(`${school.http()}/${encodeURIComponent(typed)}?phone=${phone}`)

  const metrics = await (await fetch(`${school.http()}/metrics`)).text()
  await school.stop()
  const canaries = [
    'Канареева',
    'Мальвина',
    '79161234567',
    'протекла',
    'батарея',
    school.env['TELEGRAM_TOKEN'],
    school.env['WEBHOOK_SECRET'],
    school.env['TELEGRAM_TOKEN']?.split(':')[1],
  ]
  for (const canary of canaries) {
    assert.ok(canary)
    for (const [where, text] of Object.entries({
      reports: sink.received.join('\n'),
      log: school.log.join('\n'),
      metrics,
    })) {
      assert.ok(!text.includes(canary), `${where} hold ${canary}: ${around(text, canary)}`)
    }
  }
  assert.match(sink.received.join('\n'), /"source":"handler"/)
  assert.match(sink.received.join('\n'), /"source":"delivery"/)
})

test('an error made of personal data, with a cause made of it, is reported by type and place only', async () => {
  await using sink = await startErrorSink()
  const errors = await createErrorReports({
    dsn: sink.dsn,
    environment: 'local',
    release: 'test',
    instance: 'test',
  })
  errors.report(new TypeError(`${name}\n    at ${typed}`, { cause: new Error(typed) }), {
    source: 'handler',
    errorId: 'e1',
  })
  await errors.close(2_000)
  const [report] = sink.received
  assert.ok(report)
  assert.match(report, /TypeError/)
  assert.match(report, /canary\.test\.ts/)
  assert.match(report, /"errorId":"e1"/)
  assert.doesNotMatch(report, /Канареева|79161234567|батарея/)
  assert.equal(errors.lastDelivery(), 'ok')
})

test('each fault is reported once', async () => {
  await using sink = await startErrorSink()
  await using school = await startSchool({ mode: 'webhook', env: { GLITCHTIP_DSN: sink.dsn } })
  const person = await school.stranger(name)
  await school.db.run(sql`alter table person rename column name to broken`)
  await person.send('привет')
  await until('the update is set aside', async () => {
    const { failed } = await school.db.one<{ failed: number }>(
      sql`select count(*) as failed from telegram_update where error_id is not null`,
    )
    return failed === 1
  })
  await school.stop()
  assert.equal(sink.received.length, 1)
})

function around(text: string, part: string): string {
  const at = text.indexOf(part)
  return text.slice(Math.max(0, at - 200), at + 100)
}
