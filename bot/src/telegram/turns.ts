/** What may be under way only so often at once in this process. */
export interface Turns {
  /** A turn, until it is disposed of; undefined when all are taken. */
  take(): Disposable | undefined
  /** Waits for a turn, in the order of asking. */
  wait(): Promise<Disposable>
}

export function createTurns(max: number): Turns {
  const waiting: (() => void)[] = []
  let taken = 0

  function turn(): Disposable {
    let over = false
    return {
      [Symbol.dispose]() {
        if (over) return
        over = true
        const next = waiting.shift()
        // who waits takes the turn over: nobody comes in between
        if (next === undefined) taken -= 1
        else next()
      },
    }
  }

  return {
    take() {
      if (taken >= max) return undefined
      taken += 1
      return turn()
    },
    async wait() {
      if (taken >= max) await new Promise<void>((resolve) => waiting.push(resolve))
      else taken += 1
      return turn()
    },
  }
}

/** For what needs none. */
export const freeTurn: Disposable = { [Symbol.dispose]: () => undefined }
