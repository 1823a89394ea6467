import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, offers, says } from '../../../bot/test/chat.ts'
import type { PersonDriver } from '../../../sandbox/src/driver.ts'
import type { SchoolWithBackups } from './school-with-backups.ts'

/** What updates come to, and where they are found again. */
type Loaded = Pick<SchoolWithBackups, 'sandbox' | 'sql' | 'compose'>

/** What became of updates that came without a pause. */
export interface LoadFigures {
  seconds: number
  sent: number
  perSecond: number
  /** Nobody has ever handled them. */
  lost: number
  /** Tickets that people saw filed, and those that are there, with how many of them are the same one twice. */
  filed: number
  tickets: number
  doubled: number
  /** Receipts beyond one a ticket. */
  receiptsTooMany: number
  /** nginx's answers to Telegram by their status: what is no 2xx Telegram sends again. */
  answers: Record<string, number>
  /** Of nginx's answers, in seconds. */
  p50: number
  p99: number
  slowest: number
}

export interface SteadyLoad {
  stop(): Promise<LoadFigures>
}

/** `filers` file tickets one after the other, the rest send words, so many updates a second in all. */
export async function startLoad(
  school: Loaded,
  {
    crowd,
    filers,
    perSecond,
  }: { crowd: readonly PersonDriver[]; filers: readonly PersonDriver[]; perSecond: number },
): Promise<SteadyLoad> {
  const first = Math.max(0, ...(await school.sandbox.updateHistory(1)).map(({ update_id }) => update_id))
  const receiptsBefore = await receiptsOf(filers)
  const beganAt = new Date()
  const began = performance.now()
  const stopping = new AbortController()
  const sending: Promise<unknown>[] = []
  /** What fails is told at the end, and not as something that nobody waits for. */
  function keep<T>(work: Promise<T>): Promise<T> {
    work.catch(() => undefined)
    return work
  }
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond)
    while (sending.length < due) {
      const person = crowd[sending.length % crowd.length]
      if (person !== undefined) sending.push(keep(person.send(`Слово ${sending.length}`)))
    }
  }, 10)
  const filed = new Map<PersonDriver, number>()
  async function file(person: PersonDriver): Promise<void> {
    for (let count = 0; !stopping.signal.aborted; count += 1) {
      await fileOneMore(person, `Не печатает: ${person.firstName} ${count}`)
      filed.set(person, count + 1)
      // the bot takes 40 updates of a person within ten seconds, and a ticket is seven
      await sleep(2_000)
    }
  }
  const filing = filers.map((person) => keep(file(person)))
  return {
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await Promise.all([...sending, ...filing])
      const seconds = (performance.now() - began) / 1000
      await school.sandbox.waitUntilIdle(60_000)
      const sent = (await school.sandbox.updateHistory(1_000_000))
        .map(({ update_id }) => update_id)
        .filter((id) => id > first)
      const handled = new Set(
        (await school.sql('select update_id from telegram_update')).split('\n').map(Number),
      )
      const counted = `select count(*), count(*) - count(distinct description) from ticket
        where description like 'Не печатает: %' and created_at >= '${beganAt.toISOString()}'`
      const [tickets = 0, doubled = 0] = (await school.sql(counted)).split('|').map(Number)
      const all = [...filed.values()].reduce((sum, count) => sum + count, 0)
      return {
        ...{ seconds, sent: sent.length, perSecond: sent.length / seconds, tickets, doubled, filed: all },
        lost: sent.filter((id) => !handled.has(id)).length,
        receiptsTooMany: (await receiptsOf(filers)) - receiptsBefore - all,
        ...(await answersOf(school, beganAt)),
      }
    },
  }
}

async function receiptsOf(filers: readonly PersonDriver[]): Promise<number> {
  const chats = await Promise.all(filers.map((person) => person.messages()))
  return chats.flat().filter(({ text }) => /Заявка №\d+ принята/.test(text ?? '')).length
}

/** Waits each time for what the last act brought: the chat is full of earlier tickets. */
async function fileOneMore(person: PersonDriver, description: string): Promise<void> {
  const press = async (label: string) => {
    const { messageId } = await person.waitFor(offers(label))
    await (await person.press(label, { messageId })).answered()
  }
  await person.send('/new')
  await press('Принтеры')
  await person.waitFor(says('Где это'))
  await ask(person, 'Кабинет 204', 'Что случилось')
  await person.send(description)
  await press('важно')
  await press('Отправить')
  await person.waitFor(says('принята'))
}

/** While `work` goes on, whether or not it ends well. */
export async function underLoad(
  school: SchoolWithBackups,
  load: Parameters<typeof startLoad>[1],
  work: () => Promise<void>,
): Promise<LoadFigures> {
  const started = await startLoad(school, load)
  try {
    await work()
  } catch (error) {
    await started.stop().catch(() => undefined)
    throw error
  }
  return started.stop()
}

/** Every update was handled once, and Telegram got no answer that made it send one again. */
export function lostNothing({ lost, doubled, receiptsTooMany, filed, tickets, answers }: LoadFigures): void {
  assert.deepEqual({ lost, doubled, receiptsTooMany }, { lost: 0, doubled: 0, receiptsTooMany: 0 })
  assert.ok(filed > 0)
  assert.equal(tickets, filed)
  assert.deepEqual(Object.keys(answers), ['200'])
}

/** As nginx has written them down. */
async function answersOf(school: Loaded, since: Date) {
  const log = await school.compose(
    'logs',
    '--no-color',
    '--no-log-prefix',
    '--since',
    since.toISOString(),
    'nginx',
  )
  const found = [...log.matchAll(/ POST \/telegram\/webhook (\d+) \d+ \d+ ([\d.]+) /g)]
  const answers: Record<string, number> = {}
  for (const [, status = ''] of found) answers[status] = (answers[status] ?? 0) + 1
  const times = found.map(([, , time]) => Number(time)).sort((a, b) => a - b)
  const at = (part: number) => times[Math.floor((times.length - 1) * part)] ?? 0
  return { answers, p50: at(0.5), p99: at(0.99), slowest: at(1) }
}
