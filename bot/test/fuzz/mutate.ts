import type { SeededRandom } from '../seeded-random.ts'

const strange: readonly unknown[] = [
  ...[null, true, '', 'x', '🙂', '\u0000', '-1', 'x'.repeat(5_000), ' '.repeat(300)],
  ...[0, -1, 0.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e300],
  ...[[], {}, [[]], [null], [{}, 'x'], { id: {} }, { id: 'x' }, { id: null, type: [] }, { length: 3 }],
]

/** A value that stands in no update of Telegram. */
export const strangeValue = (random: SeededRandom): unknown => random.pick(strange)

/** The update with some of its values changed, taken away, doubled or put elsewhere. */
export function mutated(update: object, random: SeededRandom): unknown {
  const copy: unknown = structuredClone(update)
  for (let left = random.integer(1, 3); left > 0; left -= 1) {
    const places = placesIn(copy)
    const { holder, key } = random.pick(places)
    const change = random.weighted({ strange: 5, gone: 3, moved: 2, more: 1 })
    if (change === 'gone') delete holder[key]
    else if (change === 'strange') holder[key] = strangeValue(random)
    else if (change === 'more') holder[`${key}_x`] = structuredClone(holder[key])
    else {
      const other = random.pick(places)
      holder[key] = structuredClone(other.holder[other.key])
    }
    if (placesIn(copy).length === 0) return copy
  }
  return copy
}

/** Something that is JSON and was never an update. */
export function anyJson(random: SeededRandom, depth = 0): unknown {
  if (depth > 3 || random.next() < 0.4) return strangeValue(random)
  if (random.next() < 0.3) {
    return Array.from({ length: random.integer(0, 4) }, () => anyJson(random, depth + 1))
  }
  const keys = ['id', 'from', 'chat', 'message', 'data', 'text', 'date', 'type', 'photo', 'entities', 'x']
  const entries = Array.from({ length: random.integer(1, 5) }, () => [
    random.pick(keys),
    anyJson(random, depth + 1),
  ])
  return Object.fromEntries(entries)
}

interface Place {
  holder: Record<string, unknown>
  key: string
}

/** Every value in it, with what holds it. */
function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, unknown>
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])])
}
