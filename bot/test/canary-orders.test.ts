import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql, { raw } from 'sql-template-tag'
import { buttonOf, press, pressAgain, says } from './chat.ts'
import { startErrorSink } from './error-sink.ts'
import { personOf } from './help-desk.ts'
import { card, orderSchool } from './order-cards.ts'
import { startSchool } from './school.ts'
import { until } from './until.ts'

const words = {
  order: 'Канареева опять не сдала журнал',
  report: 'Журнал потерян, писала Мальвина',
  reason: 'Просрочу: лежу в больнице',
  remark: 'Доработать кляузу',
}

/** Tables that refuse what is written, quoting all of it; each takes what people typed. */
const tables = ['task', 'task_message', 'task_move_request', 'outbox']
/** The queue still takes the apology for a failure. */
const refused: Record<string, string> = { outbox: `when (new.payload ? 'about')` }

test('no word of an order, a report, a reason or a remark leaves, whatever fails', async () => {
  await using sink = await startErrorSink()
  await using school = await startSchool({ env: { GLITCHTIP_DSN: sink.dsn, LOG_LEVEL: 'trace' } })
  const { desk, head, doer } = await orderSchool(school)
  const people = [await personOf(school, head), [await personOf(school, doer)]] as const
  const [order] = await desk.issue(...people, { text: words.order })
  assert.ok(order)
  const shown = await doer.waitFor(card(order.id), { since: 'start' })

  const reported = async (what: string, act: () => Promise<unknown>) => {
    const before = sink.received.length
    await act()
    await until(`${what} is reported`, () => sink.received.length > before)
  }
  await school.db.run(sql`
    create function refuse() returns trigger language plpgsql as $$
      begin raise exception using message = new::text, detail = new::text, hint = new::text; end $$`)
  const refuse = (table: string) =>
    school.db.run(sql`
      create trigger refuse before insert or update on ${raw(table)}
      for each row ${raw(refused[table] ?? '')} execute function refuse()`)
  const allow = (table: string) => school.db.run(sql`drop trigger refuse on ${raw(table)}`)

  // a report, a request and an order, each refused by each of the tables that it is written to
  for (const table of tables.filter((name) => name !== 'task_move_request')) {
    await pressAgain(doer, buttonOf(shown, 'Отчитаться'))
    await doer.waitFor(says('Напишите, что сделано'))
    await doer.send(words.report)
    const gathered = await doer.waitFor(says(words.report))
    await refuse(table)
    await reported(`a report refused by ${table}`, () => pressAgain(doer, buttonOf(gathered, 'Отправить')))
    await allow(table)
  }
  for (const table of tables.filter((name) => name !== 'task')) {
    await pressAgain(doer, buttonOf(shown, 'другой срок'))
    await doer.waitFor(says('К какому сроку'))
    await doer.send('через 10 дней')
    await doer.waitFor(says('почему он нужен'))
    await refuse(table)
    await reported(`a request refused by ${table}`, () => doer.send(words.reason))
    await allow(table)
  }
  await head.send(`/task ${words.order}`)
  await press(head, 'Мария', says('Кому поручаем'))
  await head.waitFor(says('К какому сроку'))
  await head.send('через 3 дня')
  const check = await head.waitFor(says('Проверьте поручение'))
  for (const table of ['task', 'outbox']) {
    await refuse(table)
    await reported(`an order refused by ${table}`, () => pressAgain(head, buttonOf(check, 'Отправить')))
    await allow(table)
  }

  // Telegram refuses a notice and a card, and quotes them
  const description = `Bad Request: can't use ${Object.values(words).join('; ')}`
  const fault = () => school.sandbox.fault({ method: 'sendMessage', times: 1, status: 400, description })
  const act = (action: 'report' | 'return', actor: (typeof people)[0], text: string) =>
    desk.change({
      ...{ taskId: order.id, action, actor, now: new Date() },
      message: { kind: action === 'report' ? 'report' : 'return_reason', text },
    })
  await fault()
  await reported('a notice', () => act('report', people[1][0] ?? people[0], words.report))
  await fault()
  await reported('a remark', () => act('return', people[0], words.remark))
  await fault()
  await reported('a card', () => desk.issue(...people, { text: words.order }))

  const metrics = await (await fetch(`${school.http()}/metrics`)).text()
  await school.stop()
  const held = { reports: sink.received.join('\n'), log: school.log.join('\n'), metrics }
  for (const canary of ['Канареева', 'журнал', 'Мальвина', 'Просрочу', 'больниц', 'кляуз', 'Анна', 'Мария']) {
    for (const [where, text] of Object.entries(held)) {
      assert.ok(!text.toLowerCase().includes(canary.toLowerCase()), `${where} hold ${canary}`)
    }
  }
  assert.match(held.reports, /"source":"handler"/)
  assert.match(held.reports, /"source":"delivery"/)
})
