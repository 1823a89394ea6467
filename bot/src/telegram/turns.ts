/** What may be under way only so often at once in this process. */
export interface Turns {
  /** A turn, until it is disposed of; undefined when all are taken. */
  take(): Disposable | undefined
}

export function createTurns(max: number): Turns {
  let taken = 0
  return {
    take() {
      if (taken >= max) return undefined
      taken += 1
      return {
        [Symbol.dispose]() {
          taken -= 1
        },
      }
    },
  }
}

/** For what needs none. */
export const freeTurn: Disposable = { [Symbol.dispose]: () => undefined }
