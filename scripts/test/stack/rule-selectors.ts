import assert from 'node:assert/strict'
import { ask, getFrom, isSo } from './prometheus-answers.ts'
import { replicas, type Stack } from './stack.ts'

interface Rules {
  groups: { rules: { name: string; query: string }[] }[]
}

/** Of a stack where all of it runs, and where calls of Telegram have failed in every way. */
export async function checkWhatRulesRead(stack: Stack): Promise<void> {
  assert.deepEqual(await absentSelectors(stack), [])
  const calls = await ask(
    stack,
    'count by (result) (schoolbot_telegram_calls_total{method="getWebhookInfo"})',
  )
  const results = new Set(calls.map(({ labels }) => labels['result']))
  const failed = ['conflict', 'flood', 'network', 'refused', 'server', 'unauthorized']
  assert.deepEqual(results, new Set(['ok', ...failed]))
  const lately = await ask(stack, 'time() - schoolbot_intake_last_success_timestamp_seconds < 45')
  assert.equal(lately.length, replicas, 'every replica has heard from Telegram')
}

/** What rules read that the running Prometheus does not have: each selector, and the rule. */
async function absentSelectors(stack: Stack): Promise<string[]> {
  const { groups } = await getFrom<Rules>(stack, '/api/v1/rules')
  const readers = new Map<string, string>()
  for (const { name, query } of groups.flatMap(({ rules }) => rules)) {
    const parsed = await getFrom<unknown>(stack, `/api/v1/parse_query?query=${encodeURIComponent(query)}`)
    for (const selector of selectorsIn(parsed)) readers.set(selector, name)
  }
  if (readers.size < 50) throw new Error(`rules read ${readers.size} things`)
  const absent: string[] = []
  for (const [selector, name] of readers) {
    if (!(await isSo(stack, `count(${selector})`))) absent.push(`${name}: ${selector}`)
  }
  return absent
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
