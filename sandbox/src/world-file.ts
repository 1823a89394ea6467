import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isRecord } from './params.ts'
import type { World, WorldState } from './world.ts'

const pauseMs = 500

/** The world as it was saved; undefined when there is no file yet. A file that is not ours is an error. */
export async function loadWorld(path: string): Promise<WorldState | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const saved = parse(text)
  if (!isRecord(saved) || saved['format'] !== format) {
    throw new Error(`${path} holds no sandbox state: remove it or name another file`)
  }
  // Our own format, written by saveWorld below.
  const state = saved['state'] as WorldState
  if (saved['closed'] !== true) skipIds(state)
  for (const file of state.files.values()) {
    const bytes = await readFile(join(`${path}.files`, file.uniqueId)).catch(() => undefined)
    if (bytes) file.bytes = bytes
  }
  return state
}

/** After a crash the last moment is missing from the file: ids given out in it must not be given out again. */
function skipIds(state: WorldState): void {
  for (const bot of state.bots.values()) bot.nextUpdateId += 1000
  for (const chat of state.chats.values()) chat.nextMessageId += 100
  state.counters.callback += 1000
}

export type Saving = { close(): Promise<void> }

/** Saves a moment after each change, and a last time on close. */
export function keepSaving(world: World, path: string): Saving {
  const written = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  function save(closed = false): Promise<void> {
    timer = undefined
    running = running
      .then(() => saveWorld(world, path, written, closed))
      .catch((error: unknown) => console.error(`sandbox: state was not saved to ${path}: ${String(error)}`))
    return running
  }
  const unsubscribe = world.bus.subscribe((event) => {
    if (event.type !== 'call') timer ??= setTimeout(() => void save(), pauseMs)
  })
  return {
    async close() {
      unsubscribe()
      clearTimeout(timer)
      await save(true)
    },
  }
}

const format = 'schoolbot-sandbox-1'

/** Written beside and renamed, so that a crash leaves the old file whole. File contents are written once each. */
async function saveWorld(world: World, path: string, written: Set<string>, closed: boolean): Promise<void> {
  const { people, bots, chats, files, callbacks, settings, counters, clockOffsetMs } = world
  const state: WorldState = { people, bots, chats, files, callbacks, settings, counters, clockOffsetMs }
  const text = JSON.stringify({ format, closed, state }, replace)
  await mkdir(dirname(path), { recursive: true })
  for (const file of files.values()) {
    if (!file.bytes || written.has(file.uniqueId)) continue
    await mkdir(`${path}.files`, { recursive: true })
    await writeFile(join(`${path}.files`, file.uniqueId), file.bytes)
    written.add(file.uniqueId)
  }
  await writeFile(`${path}.new`, text)
  await rename(`${path}.new`, path)
}

function replace(key: string, value: unknown): unknown {
  // Bytes live in files of their own; the history of updates serves tests alone.
  if (key === 'bytes' || key === 'history') return key === 'history' ? [] : undefined
  return value instanceof Map ? { $map: [...value] } : value
}

function revive(_key: string, value: unknown): unknown {
  return isRecord(value) && Array.isArray(value['$map']) ? new Map(value['$map']) : value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text, revive)
  } catch {
    return undefined
  }
}
