import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, getFrom, isSo } from './prometheus-answers.ts'
import { replicas, type Stack } from './stack.ts'

interface Rules {
  groups: { rules: { name: string; query: string }[] }[]
}

/**
 * Of a stack where all of it runs, and where calls of Telegram have failed in every way. A call that fails takes away what
 * it would have told, until the next one succeeds: what is not so yet is looked at again.
 */
export async function checkWhatRulesRead(stack: Stack): Promise<void> {
  const readers = await readersOf(stack)
  await comesToBe(async () => {
    for (const selector of readers.keys())
      if (await isSo(stack, `count(${selector})`)) readers.delete(selector)
    assert.deepEqual(readers, new Map(), 'rules read what is not there')
  })
  await comesToBe(async () => {
    const calls = await ask(
      stack,
      'count by (result) (schoolbot_telegram_calls_total{method="getWebhookInfo"})',
    )
    const results = new Set(calls.map(({ labels }) => labels['result']))
    const failed = ['conflict', 'flood', 'network', 'refused', 'server', 'unauthorized']
    assert.deepEqual(results, new Set(['ok', ...failed]))
  })
  await comesToBe(async () => {
    const lately = await ask(stack, 'time() - schoolbot_intake_last_success_timestamp_seconds < 45')
    assert.equal(lately.length, replicas, 'every replica has heard from Telegram')
  })
}

async function comesToBe(check: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + 60_000
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > deadline) throw error
    }
    await sleep(2_000)
  }
}

/** A series for the present state of a slot alone, and one that is there before the bot's first start alone. */
const elsewhere = /wal_status="lost"|job:bot_first_start_awaited:max/

/** What the rules read: each selector, and a rule that has it. */
async function readersOf(stack: Stack): Promise<Map<string, string>> {
  const { groups } = await getFrom<Rules>(stack, '/api/v1/rules')
  const readers = new Map<string, string>()
  for (const { name, query } of groups.flatMap(({ rules }) => rules)) {
    const parsed = await getFrom<unknown>(stack, `/api/v1/parse_query?query=${encodeURIComponent(query)}`)
    for (const selector of selectorsIn(parsed)) {
      if (!elsewhere.test(selector)) readers.set(selector, name)
    }
  }
  if (readers.size < 50) throw new Error(`rules read ${readers.size} things`)
  return readers
}

/** The selectors of an expression as Prometheus takes it apart, without ranges. */
function selectorsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  if (!('matchers' in node)) return Object.values(node).flatMap(selectorsIn)
  return Array.isArray(node.matchers) ? [`{${node.matchers.filter(isMatcher).map(written).join()}}`] : []
}

interface Matcher {
  name: string
  type: string
  value: string
}

const written = ({ name, type, value }: Matcher) => `${name}${type}${JSON.stringify(value)}`

function isMatcher(given: unknown): given is Matcher {
  return typeof given === 'object' && given !== null && 'name' in given && 'type' in given && 'value' in given
}
