import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { says } from './chat.ts'
import { generateYear } from './generated-year.ts'
import { insertMade } from './insert-made.ts'
import { multiplyLives } from './many-lives.ts'
import { startSchool } from './school.ts'

const year = generateYear()

test('/kpi answers soon in a year of a school, and in one four times as large', async (t) => {
  await using school = await startSchool({ now: () => year.until })
  await insertMade(school.db, year)
  const director = await school.person('Елена', 'director')
  assert.ok((await slowest(t, director, '5,000 tickets, 2,000 orders')) < 4_000)
  await multiplyLives(school.db, { tickets: 4, tasks: 4 })
  assert.ok((await slowest(t, director, '20,000 tickets, 8,000 orders')) < 8_000)
})

/** How long the cards of the week, the month and the school year take, from the press to the card in the chat. */
async function slowest(t: TestContext, director: PersonDriver, school: string): Promise<number> {
  const taken: number[] = []
  for (const [data, words] of [
    ['kpi:all:week:0:home', 'Неделя: 16'],
    ['kpi:all:month:0:home', 'Месяц: 1'],
    ['kpi:all:year:0:home', 'Учебный год: 1'],
  ] as const) {
    const asked = performance.now()
    await director.pressData(data, { forge: true })
    await director.waitFor(says(words), { withinMs: 15_000 })
    taken.push(performance.now() - asked)
  }
  t.diagnostic(`${school}: week, month and year in ${taken.map((ms) => ms.toFixed(0)).join(', ')} ms`)
  return Math.max(...taken)
}
