import { createBus } from './bus.ts'
import type { Bot, World, WorldState } from './world.ts'

/**
 * Ids are as large as Telegram's own grow: over 32 bits for people, -100… for supergroups, so that a narrow
 * database column shows itself here and not in the school.
 */
const firstIds = {
  revision: 0,
  person: 7_000_000_001,
  group: 2_000_000_001,
  file: 1,
  callback: 4_382_000_000_000_001,
  album: 1_390_000_000_000_001,
}

export function createWorld(tokens: readonly string[], saved?: WorldState): World {
  const state: WorldState = saved ?? {
    people: new Map(),
    bots: new Map(),
    chats: new Map(),
    files: new Map(),
    callbacks: new Map(),
    settings: { limits: 'off', retryScale: 1, callbackAnswerMs: 15_000 },
    counters: { ...firstIds },
    clockOffsetMs: 0,
  }
  const world: World = { ...state, bus: createBus(), now: () => Date.now() + world.clockOffsetMs }
  const bots = tokens.map((token, index) => {
    const known = state.bots.get(botIdOf(token))
    // the file may be of a sandbox that knew less
    return { ...createBot(token, index), ...known, token }
  })
  world.bots = new Map(bots.map((bot) => [bot.id, bot]))
  return world
}

/** Empties the world but keeps the bots, their webhooks and their update counters. */
export function resetWorld(world: World): void {
  world.people.clear()
  world.chats.clear()
  world.files.clear()
  world.callbacks.clear()
  for (const bot of world.bots.values()) {
    bot.queue.length = 0
    bot.history.length = 0
    bot.commands.length = 0
    bot.profile.clear()
    bot.menuButtons.clear()
  }
  world.bus.emit({ type: 'reset' })
}

/** The first configured bot: the one meant when a control request names none. */
export function firstBot(world: World): Bot {
  const bot = world.bots.values().next().value
  if (!bot) throw new Error('the sandbox knows no bot')
  return bot
}

function botIdOf(token: string): number {
  return Number(token.split(':', 1)[0])
}

function createBot(token: string, index: number): Bot {
  const id = botIdOf(token)
  return {
    id,
    token,
    username: index === 0 ? 'SchoolSandboxBot' : `School${id}Bot`,
    firstName: index === 0 ? 'SchoolBot' : `Bot ${id}`,
    nextUpdateId: firstUpdateId(),
    queue: [],
    history: [],
    deliveredCount: 0,
    repeatedCount: 0,
    lastPollAt: 0,
    commands: [],
    profile: new Map(),
    menuButtons: new Map(),
  }
}

/**
 * Ten ids for each second of the sandbox's calendar, so that a bot whose database outlives a sandbox without a state
 * file does not take the new updates for old ones.
 */
function firstUpdateId(): number {
  return Math.floor((Date.now() - Date.UTC(2026, 0, 1)) / 100)
}
