import { test } from 'node:test'
import { says } from './chat.ts'
import { startSchool } from './school.ts'

test('a prompt comes also when Telegram was busy for a moment', async () => {
  await using school = await startSchool()
  const anna = await school.person('Анна', 'staff')
  for (const fault of [{ status: 429, retryAfter: 1 }, { status: 502 }, { cut: true }]) {
    await school.sandbox.fault({ method: 'sendMessage', chatId: anna.id, times: 1, ...fault })
    await anna.send('/help')
    await anna.waitFor(says('/new'))
  }
})
