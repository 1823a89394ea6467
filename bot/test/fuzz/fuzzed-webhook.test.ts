import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { type BotProcess, spawnBot } from '../bot-process.ts'
import { ask } from '../chat.ts'
import { samples } from '../metric-samples.ts'
import { makePressWorld } from '../press-world.ts'
import { type School, startSchool } from '../school.ts'
import { createSeededRandom } from '../seeded-random.ts'
import { createUpdates, type FuzzedSchool, type Made } from './made-updates.ts'

/** Others by FUZZ_SEED, more by FUZZ_UPDATES. */
const seed = Number(process.env['FUZZ_SEED'] ?? 11)
const updates = Number(process.env['FUZZ_UPDATES'] ?? 2_000)
const atOnce = 12
const rounds = 6
const groupId = -100_200
/** What an hour of it may add to a process that has seen each kind: a leak adds more with each update. */
const maxGrownMb = 120

test(`${updates} updates of seed ${seed}: no 500, no crash, others are answered, memory is bounded`, async () => {
  await using school = await startSchool({ mode: 'webhook', env: { SUPPORT_CHAT_ID: String(groupId) } })
  const anna = await school.person('Анна', 'staff')
  const fuzzed = await peopleIn(school)
  await school.stop()
  await using bot = spawnBot({ ...school.env, LOG_LEVEL: 'info', NODE_OPTIONS: '--max-old-space-size=256' })
  await bot.ready()
  const next = createUpdates(fuzzed, createSeededRandom(seed))
  const sound = new Map<number, Made>()
  const memory: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const made = Array.from({ length: Math.ceil(updates / rounds) }, next)
    for (const one of made) if (one.kind === 'real' || one.kind === 'press') sound.set(idOf(one) ?? 0, one)
    const sending = sendAll(school, made)
    // somebody else, while all of that comes in
    await ask(anna, '/help', 'Что здесь можно')
    assert.deepEqual(await sending, [], 'answers of the webhook that are wrong')
    memory.push(await memoryMb(school))
  }
  await isWell(school, bot)
  const grown = (memory.at(-1) ?? 0) - (memory[1] ?? 0)
  assert.ok(grown < maxGrownMb, `grown by ${grown} MB: ${memory.join(', ')}`)
  assert.deepEqual(await setAside(school, sound), [], 'sound updates that were set aside')
  assert.equal((await bot.end('SIGTERM')).code, 0)
})

/** So many that none of them is over his limit. */
async function peopleIn({ db }: School): Promise<FuzzedSchool> {
  const { ids, who } = await makePressWorld(db)
  await db.run(sql`
    insert into person (telegram_id, name, role, gives_tasks)
    select 800000 + n, 'Человек ' || n, (array['staff', 'specialist', 'director', 'admin'])[1 + n % 4], n % 8 = 0
    from generate_series(1, 120) as n`)
  const many = Array.from({ length: 140 }, (_, i) => 800_001 + i)
  return { ids, people: [...Object.values(who), ...many], groupId }
}

const idOf = ({ update }: Made) => (update as { update_id?: unknown }).update_id as number | undefined

/** Sends them as Telegram does, some at once; those whose answer is wrong, with it. */
async function sendAll({ env }: School, made: readonly Made[]): Promise<string[]> {
  const wrong: string[] = []
  const queue = [...made]
  const url = `http://127.0.0.1:${env['HTTP_PORT']}/telegram/webhook`
  const headers = {
    'content-type': 'application/json',
    'x-telegram-bot-api-secret-token': env['WEBHOOK_SECRET'] ?? '',
  }
  async function send(): Promise<void> {
    for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
      const body = JSON.stringify(one.update)
      const status = await fetch(url, { method: 'POST', headers, body }).then(
        (answer) => answer.status,
        (error: unknown) => String(error),
      )
      const id = idOf(one)
      const isUpdate = Number.isSafeInteger(id) && Number(id) > 0
      if (status !== (isUpdate ? 200 : 400)) wrong.push(`${status} ${one.kind} ${body.slice(0, 600)}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, send))
  return wrong
}

async function memoryMb({ env }: School): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${env['HTTP_PORT']}/metrics`)).text()
  const [bytes = 0] = samples(metrics, 'process_resident_memory_bytes').values()
  return Math.round(bytes / 2 ** 20)
}

async function isWell({ env }: School, { child, lines }: BotProcess): Promise<void> {
  assert.equal(child.exitCode, null, lines.slice(-10).join('\n'))
  const health = await fetch(`http://127.0.0.1:${env['HTTP_PORT']}/healthz`)
  assert.equal(health.status, 200, await health.text())
}

/** A forged press and whatever Telegram could send is handled; only what nobody could have sent may be put aside. */
async function setAside({ db }: School, sound: ReadonlyMap<number, Made>): Promise<string[]> {
  const failed = await db.many<{ id: number }>(sql`
    select update_id as id from telegram_update where error_id is not null`)
  const found = failed.flatMap(({ id }) => sound.get(id) ?? [])
  return found.slice(0, 5).map(({ update }) => JSON.stringify(update).slice(0, 600))
}
