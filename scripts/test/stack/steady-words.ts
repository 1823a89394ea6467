import type { PersonDriver, SandboxDriver } from '../../../sandbox/src/driver.ts'

export interface SteadyWords {
  /** Ends when all is sent. */
  stop(): Promise<void>
}

/** These people write in turn, so many words a second in all, whether or not they are answered. */
export function startWords(
  sandbox: SandboxDriver,
  people: readonly PersonDriver[],
  perSecond: number,
): SteadyWords {
  const began = performance.now()
  const sending: Promise<void>[] = []
  let sent = 0

  function sendDue(): void {
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond)
    const words: { personId: number; text: string }[] = []
    for (; sent < due; sent += 1) {
      const person = people[sent % people.length]
      if (person !== undefined) words.push({ personId: person.id, text: `Слово ${sent}` })
    }
    if (words.length === 0) return
    const request = sandbox.sendWords(words)
    // what fails is told at the end, and not as something that nobody waits for
    request.catch(() => undefined)
    sending.push(request)
  }

  const timer = setInterval(sendDue, 20)
  return {
    async stop() {
      clearInterval(timer)
      await Promise.all(sending)
    },
  }
}
