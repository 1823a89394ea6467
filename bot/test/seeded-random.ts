/** Random numbers that are the same in every run. */
export interface SeededRandom {
  /** From 0, excluding 1. */
  next(): number
  /** From `min` to `max`, both included. */
  integer(min: number, max: number): number
  pick<T>(from: readonly T[]): T
  /** One of the keys; a key with twice the weight comes twice as often. */
  weighted<K extends string>(weights: Partial<Record<K, number>>): K
}

/** The generator known as mulberry32. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  function weighted<K extends string>(weights: Partial<Record<K, number>>): K {
    const all = Object.entries<number>(weights as Record<K, number>) as [K, number][]
    let left = next() * all.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [key, weight] of all) {
      left -= weight
      if (left < 0) return key
    }
    throw new Error('nothing to choose from')
  }
  return {
    next,
    weighted,
    integer: (min, max) => min + Math.floor(next() * (max - min + 1)),
    pick<T>(from: readonly T[]): T {
      const picked = from[Math.floor(next() * from.length)]
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
  }
}

/** The moment at which the next thing happens: soon, in hours or in days, on a whole second. */
export function gapAfter(random: SeededRandom, at: Date): Date {
  const length = random.weighted({ soon: 50, hours: 35, days: 15 })
  const [shortest, longest] = { soon: [30, 7_200], hours: [7_200, 86_400], days: [86_400, 6 * 86_400] }[
    length
  ]
  return new Date(at.getTime() + random.integer(shortest ?? 1, longest ?? 1) * 1000)
}
