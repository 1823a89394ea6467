import assert from 'node:assert/strict'
import type { PersonDriver } from '../../../sandbox/src/driver.ts'
import { type NginxAnswers, nginxAnswers, type Times, timesOf } from './nginx-answers.ts'
import type { SchoolWithBackups } from './school-with-backups.ts'
import { startFiling } from './steady-filing.ts'
import { startWords } from './steady-words.ts'

/** What updates come to, and where they are found again. */
type Loaded = Pick<SchoolWithBackups, 'sandbox' | 'sql' | 'compose'>

/** What became of updates that came without a pause; times are nginx's, and seconds. */
export interface LoadFigures extends NginxAnswers {
  seconds: number
  sent: number
  perSecond: number
  /** Until all of them were confirmed, once no more came: what was more than the machine takes waited at Telegram. */
  drained: number
  /** Nobody has ever handled them. */
  lost: number
  /** How often Telegram brought one that it had brought before. */
  repeated: number
  /** Tickets that people saw filed, and those that are there, with how many of them are the same one twice. */
  filed: number
  tickets: number
  doubled: number
  /** Receipts beyond one a ticket. */
  receiptsTooMany: number
  /** Of the filers, from what they did until they saw an answer. */
  waits: Times
  /** The longest time in which no update was begun. */
  silence: number
}

export interface Load {
  /** They write words, so many updates a second in all. */
  crowd: readonly PersonDriver[]
  perSecond: number
  /** They file tickets, one after the other, beside the words. */
  filers: readonly PersonDriver[]
}

export interface SteadyLoad {
  stop(): Promise<LoadFigures>
}

export async function startLoad(school: Loaded, { crowd, filers, perSecond }: Load): Promise<SteadyLoad> {
  const before = await school.sandbox.deliveries()
  const receiptsBefore = await receiptsOf(filers)
  const beganAt = new Date()
  const began = performance.now()
  const words = startWords(school.sandbox, crowd, perSecond)
  const filing = startFiling(filers)
  return {
    async stop() {
      const [filed] = await Promise.all([filing.stop(), words.stop()])
      const seconds = (performance.now() - began) / 1000
      await school.sandbox.waitUntilIdle(180_000)
      const drained = (performance.now() - began) / 1000 - seconds
      const after = await school.sandbox.deliveries()
      const sent = after.nextUpdateId - before.nextUpdateId
      const begun = await begunAt(school, before.nextUpdateId, after.nextUpdateId)
      const counted = `select count(*), count(*) - count(distinct description) from ticket
        where description like 'Не печатает: %' and created_at >= '${beganAt.toISOString()}'`
      const [tickets = 0, doubled = 0] = (await school.sql(counted)).split('|').map(Number)
      return {
        ...{ seconds, sent, perSecond: sent / seconds, lost: sent - begun.length, drained },
        repeated: after.repeated - before.repeated,
        ...{ filed, tickets, doubled },
        receiptsTooMany: (await receiptsOf(filers)) - receiptsBefore - filed,
        waits: timesOf(filing.waits),
        silence: longestPause(begun),
        ...(await nginxAnswers(school.compose, beganAt)),
      }
    },
  }
}

async function receiptsOf(filers: readonly PersonDriver[]): Promise<number> {
  const chats = await Promise.all(filers.map((person) => person.messages()))
  return chats.flat().filter(({ text }) => /Заявка №\d+ принята/.test(text ?? '')).length
}

/** When the handling of each of the updates from `first` up to `next` began that was handled, in seconds. Each has one row at most. */
async function begunAt({ sql }: Loaded, first: number, next: number): Promise<number[]> {
  const rows = await sql(`select extract(epoch from received_at) from telegram_update
    where update_id >= ${first} and update_id < ${next}`)
  return rows.split('\n').filter(Boolean).map(Number)
}

function longestPause(moments: readonly number[]): number {
  const sorted = moments.toSorted((a, b) => a - b)
  return sorted.slice(1).reduce((longest, at, index) => Math.max(longest, at - (sorted[index] ?? at)), 0)
}

/** While `work` goes on, whether or not it ends well. */
export async function underLoad(school: Loaded, load: Load, work: () => Promise<void>): Promise<LoadFigures> {
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
