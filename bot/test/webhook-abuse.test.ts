import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { type School, startSchool } from './school.ts'

let school: School
let hook: string
before(async () => {
  school = await startSchool({ mode: 'webhook' })
  hook = `${school.http()}/telegram/webhook`
})
after(() => school[Symbol.asyncDispose]())

function post(
  body: Uint8Array | string,
  secret = school.env['WEBHOOK_SECRET'] ?? '',
  type = 'application/json',
) {
  const headers = { 'x-telegram-bot-api-secret-token': secret, 'content-type': type }
  // a server may close a connection before it has read a large body
  return fetch(hook, { method: 'POST', headers, body }).then(
    ({ status }) => status,
    () => 413,
  )
}

const claims = async () =>
  (await school.db.one<{ n: number }>(sql`select count(*) as n from telegram_update`)).n

test('what is not Telegram with its secret is refused and changes nothing', async () => {
  const before = await claims()
  const update = JSON.stringify({
    update_id: 77,
    message: { message_id: 1, date: 0, chat: { id: 1, type: 'private', first_name: 'x' }, text: '/start' },
  })
  assert.equal(await post(update, 'wrong'), 401)
  assert.equal(await post(update, `${school.env['WEBHOOK_SECRET']}x`), 401)
  assert.equal(await post(update, ''), 401)
  assert.equal((await fetch(hook, { method: 'POST', body: update })).status, 401)
  assert.equal((await fetch(hook)).status, 404)
  assert.equal(await post(randomBytes(10_000)), 400)
  assert.equal(await post(randomBytes(10_000), undefined, 'application/octet-stream'), 415)
  assert.equal(await post('{}'), 400)
  assert.equal(await post('{"update_id":"drop table"}'), 400)
  assert.equal(await post('null'), 400)
  assert.equal(await post(`{"update_id":1,"text":"${'x'.repeat(10_000_000)}"}`), 413)
  assert.equal(await claims(), before)
})

test('an update of a type or shape the bot does not know is acknowledged and harmless', async () => {
  for (const update of [
    { update_id: 9_001 },
    { update_id: 9_002, something_new: { a: 1 } },
    { update_id: 9_003, message: { message_id: 1, date: 0, chat: { id: -5, type: 'channel', title: 'x' } } },
    {
      update_id: 9_004,
      callback_query: {
        id: '1',
        from: { id: 5, is_bot: false, first_name: 'x' },
        chat_instance: '1',
        data: '\u0000:💣:'.repeat(3),
      },
    },
  ]) {
    assert.equal(await post(JSON.stringify(update)), 200, JSON.stringify(update))
  }
  const { failed } = await school.db.one<{ failed: number }>(
    sql`select count(*) as failed from telegram_update where error_id is not null`,
  )
  assert.equal(failed, 0)
})

test('nothing of a refused body or secret is in the log', async () => {
  await post('{"text":"тайна"', 'wrong-secret-canary')
  await fetch(`${school.http()}/тайна?token=тайна`)
  assert.doesNotMatch(school.log.join('\n'), /тайна|wrong-secret-canary/)
})

test('health, metrics and the webhook answer; anything else is 404 without a word too many', async () => {
  for (const path of ['/canary', '/admin', '/telegram', '/metrics/x', '/.env']) {
    const answer = await fetch(school.http() + path)
    assert.equal(answer.status, 404)
    assert.equal(await answer.text(), '{"error":"not found"}')
  }
})
