import assert from 'node:assert/strict'

/** Nothing that a person types may keep the process from everybody else for longer. */
const maxHeldMs = 50
/** What the control takes on a machine as a small server has it. */
const controlMs = 20

/** How long this holds the loop, by the processor time of this thread alone: neighbours do not count. */
function heldMs(work: () => unknown): number {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

/** How much slower than such a server this machine is at this moment; at least 1. */
export function slownessNow(): number {
  return Math.max(1, Math.min(heldMs(control), heldMs(control)) / controlMs)
}

/** The same work every time: counting the letters of a long text by a pattern. */
function control(): number {
  let count = 0
  const text = 'школа 204, урок через 10 минут; '.repeat(2_000)
  for (const [word] of text.matchAll(/\p{L}+|\d+/gu)) count += word.length
  return count
}

/**
 * Fails when the work holds the loop for longer than anything may, on a machine that is so much slower. It has three
 * tries: a pause for garbage or a function that is compiled is no fault of the words.
 */
export function assertHoldsNot(what: string, work: () => unknown, slowness = slownessNow()): void {
  const tries: number[] = []
  for (let left = 3; left > 0; left -= 1) {
    tries.push(heldMs(work))
    if (tries.some((ms) => ms <= maxHeldMs * slowness)) return
  }
  assert.fail(`${what} held the loop for ${tries.map((ms) => ms.toFixed(0)).join(', ')} ms`)
}

/** The same for work with waits in it: nothing else runs in this thread meanwhile. `before` is not counted. */
export async function assertHeldLittle(
  what: string,
  { before, work, slowness }: { before(): Promise<void>; work(): Promise<void>; slowness: number },
): Promise<void> {
  const tries: number[] = []
  for (let left = 3; left > 0; left -= 1) {
    await before()
    const start = process.threadCpuUsage()
    await work()
    const { user, system } = process.threadCpuUsage(start)
    tries.push((user + system) / 1000)
    if (tries.some((ms) => ms <= maxHeldMs * slowness)) return
  }
  assert.fail(`${what} held the loop for ${tries.map((ms) => ms.toFixed(0)).join(', ')} ms`)
}
