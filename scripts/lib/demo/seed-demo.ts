import pg from 'pg'
import { type DemoPerson, demoPeople } from './demo-school.ts'

/** Gives the people of the demo school their roles in the bot; leaves those alone who are there already. */
export async function seedDatabase(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    for (const { telegramId, name, role } of demoPeople) {
      await client.query(
        `insert into person (telegram_id, name, role, language) values ($1, $2, $3, 'ru')
         on conflict (telegram_id) do nothing`,
        [telegramId, name, role],
      )
    }
  } finally {
    await client.end()
  }
}

/** Gives the people of the demo school a phone each in the sandbox, and lets those open the bot who never did. */
export async function seedSandbox(sandboxUrl: string): Promise<void> {
  const { people } = await ask(sandboxUrl, 'GET', '/control/state')
  const present = Array.isArray(people) ? people.map((person: unknown) => fieldOf(person, 'id')) : []
  for (const person of demoPeople) {
    if (!present.includes(person.telegramId)) await join(sandboxUrl, person)
  }
}

async function join(sandboxUrl: string, { telegramId, firstName, lastName }: DemoPerson): Promise<void> {
  await ask(sandboxUrl, 'POST', '/control/people', {
    id: telegramId,
    firstName,
    lastName,
    languageCode: 'ru',
  })
  await ask(sandboxUrl, 'POST', `/control/people/${telegramId}/start`, {})
}

async function ask(
  url: string,
  method: string,
  path: string,
  body?: object,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(new URL(path, url), {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${method} ${path}: ${text}`)
  const answer: unknown = JSON.parse(text)
  return typeof answer === 'object' && answer !== null ? { ...answer } : {}
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined
}
