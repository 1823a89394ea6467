import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { postgresFolder } from '../lib/demo/demo-processes.ts'
import { demoPeople } from '../lib/demo/demo-school.ts'
import { removeEmbeddedPostgres } from '../lib/postgres/embedded-postgres.ts'
import { type CopiedCheckout, copyCheckout } from './copied-checkout.ts'
import { runScript, runToEnd, type ScriptRun } from './run-script.ts'

const ANY_PORTS = { HTTP_PORT: '0', SANDBOX_PORT: '0' }
const [teacher] = demoPeople
let checkout: CopiedCheckout
let running: ScriptRun[] = []

before(() => {
  checkout = copyCheckout({ withPackages: true })
})

/** What a failed test left running would fail the next ones too. */
afterEach(async () => {
  for (const demo of running) demo.kill('SIGTERM')
  await Promise.all(running.map((demo) => demo.ended))
  running = []
})

after(async () => {
  await removeEmbeddedPostgres(postgresFolder(join(checkout.path, '.data', 'demo')), () => undefined)
  await checkout[Symbol.asyncDispose]()
})

async function startDemo(
  ...args: string[]
): Promise<{ demo: ScriptRun; chatUrl: string; healthUrl: string }> {
  const demo = runScript([checkout.script('demo.sh'), ...args], ANY_PORTS)
  running.push(demo)
  await demo.untilPrints(/Ctrl-C/)
  const [, chatUrl = ''] = /Chat: +(\S+)/.exec(demo.output()) ?? []
  const [, healthUrl = ''] = /Health: +(\S+)/.exec(demo.output()) ?? []
  return { demo, chatUrl, healthUrl }
}

/** What the bot has written to the teacher, once it has written anything. */
async function textsToTeacher(chatUrl: string): Promise<string[]> {
  const path = `/control/people/${teacher?.telegramId}/messages?since=0&waitMs=10000`
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const answer = await (await fetch(new URL(path, chatUrl))).text()
    const { messages }: { messages: { fromBot: boolean; text?: string }[] } = JSON.parse(answer)
    const texts = messages.filter(({ fromBot }) => fromBot).map(({ text }) => text ?? '')
    if (texts.length > 0) return texts
  }
  return []
}

/** The process of the demo whose command line has these words. */
function findPart(demo: ScriptRun, words: string): number {
  const children = readFileSync(`/proc/${demo.pid}/task/${demo.pid}/children`, 'utf8').trim().split(' ')
  const found = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(words))
  return Number(found)
}

async function untilGone(pid: number): Promise<void> {
  while (existsSync(`/proc/${pid}`)) await sleep(50)
}

test('in a closed folder the school opens, answers, closes on Ctrl-C and is found again', async () => {
  const first = await startDemo()
  assert.equal((await fetch(first.healthUrl)).status, 200)
  assert.equal((await fetch(first.chatUrl)).status, 200)
  const greeting = await textsToTeacher(first.chatUrl)
  assert.match(greeting.join('\n'), /[А-я]/)
  assert.doesNotMatch(greeting.join('\n'), /ошибка/)
  const { calls }: { calls: { method: string; status: number }[] } = JSON.parse(
    await (await fetch(new URL('/control/calls', first.chatUrl))).text(),
  )
  const refused = calls.filter(({ status }) => status !== 200).map(({ method }) => method)
  assert.deepEqual(refused, [], 'a newcomer opens a page that counts no failed calls')

  const twice = await runToEnd([checkout.script('demo.sh')], ANY_PORTS)
  assert.deepEqual(twice, {
    code: 5,
    output: `demo.sh: the demo already runs in this folder (process ${first.demo.pid})\n`,
  })
  first.demo.kill('SIGINT')
  assert.equal(await first.demo.ended, 0, first.demo.output())

  const second = await startDemo()
  assert.deepEqual(await textsToTeacher(second.chatUrl), greeting)
  second.demo.kill('SIGTERM')
  assert.equal(await second.demo.ended, 0, second.demo.output())
})

test('when a part dies it is named with its last lines, and the rest is stopped', async () => {
  const { demo, chatUrl } = await startDemo()
  process.kill(findPart(demo, 'bot/src/main.ts'), 'SIGKILL')
  assert.equal(await demo.ended, 1)
  assert.match(demo.output(), /demo\.sh: the bot ended by itself \(signal SIGKILL\)\. Its last lines:\n/)
  await assert.rejects(fetch(chatUrl))
})

test('after kill -9 nothing stays behind, and the next start finds its data', async () => {
  const killed = await startDemo()
  const greeting = await textsToTeacher(killed.chatUrl)
  const bot = findPart(killed.demo, 'bot/src/main.ts')
  killed.demo.kill('SIGKILL')
  await killed.demo.ended
  await untilGone(bot)
  const next = await startDemo()
  assert.deepEqual(await textsToTeacher(next.chatUrl), greeting)
  next.demo.kill('SIGINT')
  assert.equal(await next.demo.ended, 0)
})

test('a reset begins anew', async () => {
  const old = await startDemo()
  const anna = `/control/people/${teacher?.telegramId}`
  const headers = { 'content-type': 'application/json' }
  const sent = await fetch(new URL(`${anna}/send`, old.chatUrl), {
    method: 'POST',
    headers,
    body: '{"text":"Проверка"}',
  })
  assert.equal(sent.status, 200)
  old.demo.kill('SIGINT')
  await old.demo.ended

  const anew = await startDemo('--reset', '--yes')
  const messages = await (await fetch(new URL(`${anna}/messages`, anew.chatUrl))).text()
  assert.match(messages, /\/start/)
  assert.doesNotMatch(messages, /Проверка/)
})
