import { type BotProcess, spawnBot } from './bot-process.ts'

/** A bot in a process of its own that is started anew whenever it dies, as Docker does. */
export interface RebornBot extends AsyncDisposable {
  /** How often it died so far. */
  readonly deaths: number
  /** The one that lives now. */
  readonly bot: BotProcess
  /** As the kernel does when memory is short. */
  kill(): void
}

export async function startRebornBot(env: Record<string, string>): Promise<RebornBot> {
  let bot = spawnBot(env)
  let deaths = 0
  const over = new AbortController()
  async function keepAlive(): Promise<void> {
    for (;;) {
      await bot.ended
      if (over.signal.aborted) return
      deaths += 1
      bot = spawnBot(env)
    }
  }
  const kept = keepAlive()
  await bot.ready()
  return {
    get deaths() {
      return deaths
    },
    get bot() {
      return bot
    },
    kill: () => void bot.child.kill('SIGKILL'),
    async [Symbol.asyncDispose]() {
      over.abort()
      await bot[Symbol.asyncDispose]()
      await kept
    },
  }
}
