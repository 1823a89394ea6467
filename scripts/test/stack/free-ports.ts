import { randomInt } from 'node:crypto'
import { findFreePort, isPortFree } from '../../lib/free-port.ts'

/** Some free ports, and after them some in a row. */
export async function freePorts(single: number, inARow: number): Promise<number[]> {
  const ports = new Set<number>()
  while (ports.size < single) ports.add(await findFreePort())
  for (;;) {
    const row = Array.from({ length: inARow }, (_, index) => index)
    const first = randomInt(20_000, 32_000)
    const free = await Promise.all(row.map((index) => isPortFree(first + index)))
    if (free.every(Boolean)) return [...ports, ...row.map((index) => first + index)]
  }
}
