import { randomInt } from 'node:crypto'
import { isPortFree } from '../../lib/free-port.ts'

/** Free ports in a row, where no other program gets its own from: what listens there may do so minutes later, or again. */
export async function freePorts(count: number): Promise<number[]> {
  for (;;) {
    const first = randomInt(20_000, 32_000)
    const row = Array.from({ length: count }, (_, index) => first + index)
    const free = await Promise.all(row.map(isPortFree))
    if (free.every(Boolean)) return row
  }
}
