import assert from 'node:assert/strict'
import { press, says } from '../../../bot/test/chat.ts'
import { loopWords } from '../../../bot/test/loop-words.ts'
import { isCard } from '../../../bot/test/order-school.ts'
import { until } from '../../../bot/test/until.ts'
import { type AlertSchool, fileElevenTickets, giveFourOrders } from './alert-school.ts'
import { failTimes, sqlOf, waitForALock } from './database-trouble.ts'
import { ask, isSo, samplesOf } from './prometheus-answers.ts'
import { replicas, type Stack } from './stack.ts'

const words = loopWords.ru

/** Eleven tickets, four orders of which one is done, an update that takes seconds for each teacher, five errors. */
export async function liveADay(stack: Stack, school: AlertSchool): Promise<void> {
  await fileElevenTickets(school)
  await giveFourOrders(stack, school)
  const [doer] = school.teachers
  assert.ok(doer)
  await press(doer, words.report, isCard(words.number(1)))
  await press(doer, words.justDone, says(words.whatWasDone))
  await press(school.director, words.accept, says(words.reportOn))
  // a series that begins with a slow update shows no increase: each has to be known before
  await untilSeen(stack)
  await waitForALock(stack, school)
  await failTimes(stack, school, 5)
  await untilSeen(stack)
}

/** Waits until Prometheus has counted every update, and every replica shows all tickets and orders. */
async function untilSeen(stack: Stack): Promise<void> {
  const updates = await sqlOf(stack, 'select count(*) from telegram_update')
  const all = [
    `sum(bot_requests_total) == ${updates}`,
    `count(bot_tickets_open == ${await openTickets(stack)}) == ${replicas}`,
    `count(kpi_tasks_done == 1) == ${replicas}`,
  ]
  for (const promql of all) {
    await until(promql, () => isSo(stack, promql), { withinMs: 90_000, everyMs: 500 })
  }
}

const openTickets = (stack: Stack) =>
  sqlOf(stack, `select count(*) from ticket where status in ('new', 'in_progress', 'waiting_for_author')`)

/** The queries of the operator's guide, as they stand there, against what was done and what the database says. */
export async function checkGuideQueries(stack: Stack): Promise<void> {
  await checkRate(stack, 'rate(bot_requests_total[5m])', 'bot_requests_total[5m]')
  await checkRate(stack, 'rate(bot_errors_total[5m])', 'bot_errors_total[5m]')
  const failed = (await ask(stack, 'rate(bot_errors_total[5m])')).filter(({ value }) => value > 0)
  assert.deepEqual(new Set(failed.map(({ labels }) => labels['source'])), new Set(['handler']))
  // the rate of a young series is too high by up to what checkRate allows: the errors themselves are exact
  assert.deepEqual(
    (await ask(stack, 'sum(bot_errors_total)')).map(({ value }) => value),
    [5],
  )

  const latency = await ask(stack, 'histogram_quantile(0.95, rate(bot_latency_seconds_bucket[5m]))')
  // who asked for a new ticket waited for the lock; NaN: nobody did on that replica lately
  const waited = latency.filter(({ labels }) => labels['handler'] === 'new_ticket/new')
  assert.ok(waited.some(({ value }) => value > 2))
  assert.ok(latency.every(({ value }) => Number.isNaN(value) || (value > 0 && value <= 10)))

  const open = (await ask(stack, 'bot_tickets_open')).map(({ value }) => String(value))
  const tickets = await openTickets(stack)
  assert.deepEqual(open, [tickets, tickets, tickets])
  const done = (await ask(stack, '(kpi_tasks_done / kpi_tasks_total) * 100')).map(({ value }) => value)
  assert.deepEqual(done, [25, 25, 25])
}

/** That a query gives, over all series, what the counters have grown by in five minutes. */
async function checkRate(stack: Stack, promql: string, range: string): Promise<void> {
  const at = Date.now() / 1000
  const samples = await samplesOf(stack, range, at)
  const rates = await ask(stack, promql, at)
  assert.equal(rates.length, samples.length, promql)
  let [atLeast, atMost] = [0, 0]
  for (const values of samples) {
    const [[from, before], [to, after]] = [values[0] ?? [0, 0], values.at(-1) ?? [0, 0]]
    atLeast += after - before
    // Prometheus adds at each end up to an interval of what it did not see
    atMost += ((after - before) * (to - from + 22)) / (to - from)
  }
  const increase = rates.reduce((sum, { value }) => sum + value * 300, 0)
  assert.ok(atLeast > 0, `${promql} has something to count`)
  assert.ok(increase > atLeast - 0.01 && increase < atMost, `${promql}: ${atLeast} ${increase} ${atMost}`)
}
