import type { Redis } from 'ioredis'
import { z } from 'zod'
import { TransientFault } from '../platform/fault.ts'

/** A dialogue with several steps: its name and the shape of what it remembers. */
export interface FsmState<D> {
  readonly name: string
  readonly schema: z.ZodType<D>
  /** Whether it can be gone on with after a command has left it. */
  readonly resumable: boolean
  /** Whether it waits for an answer: then the buttons of its last question go once that was answered. */
  readonly asks: boolean
}

export function fsmState<D>(
  name: string,
  schema: z.ZodType<D>,
  { resumable = false, asks = true } = {},
): FsmState<D> {
  return { name, schema, resumable, asks }
}

/** Where one person in one chat stands. At most one dialogue at a time; nothing in it that may not be lost. */
export interface Session {
  readonly active: string | undefined
  /** Whether the active dialogue waits for an answer. */
  readonly asks: boolean
  /** Whether this update has changed where the person stands. */
  readonly isChanged: boolean
  /** The resumable dialogue that was left last. */
  readonly left: string | undefined
  /** What the dialogue remembers, or undefined when another one, or none, is active. */
  get<D>(state: FsmState<D>): D | undefined
  /** What a resumable dialogue remembered when it was left. At most one is kept: the last. */
  getLeft<D>(state: FsmState<D>): D | undefined
  /** Makes the dialogue the active one; another that was active is left. */
  set<D>(state: FsmState<D>, data: D): void
  /** Changes what a dialogue that was left remembers. */
  setLeft<D>(state: FsmState<D>, data: D): void
  /** The person turns to something else: a resumable dialogue is set aside, another is over. */
  leave(): void
  /** The active dialogue is over. */
  clear(): void
  /** Forgets the active dialogue and the one that was left. */
  forget(): void
}

/** Keeps texts by key for a while. */
export interface SessionStore {
  load(key: string): Promise<string | undefined>
  save(key: string, value: string): Promise<void>
}

const ttlSeconds = 7 * 24 * 3600
/** Raise it when the meaning of stored data changes: what older builds wrote is then forgotten. */
const version = 1

const dialogue = z
  .object({ state: z.string(), data: z.unknown(), resumable: z.boolean(), asks: z.boolean() })
  .nullable()
const dialogues = z.object({ active: dialogue, left: dialogue })
const record = z.object({
  version: z.literal(version),
  updateId: z.number(),
  before: dialogues,
  after: dialogues,
})
type Dialogue = z.infer<typeof dialogue>
type Dialogues = z.infer<typeof dialogues>

const nothing: Dialogues = { active: null, left: null }

export interface OpenSession extends Session {
  /** Writes what changed. Call it before the commit. */
  save(): Promise<void>
}

/**
 * Opens the session for one update.
 *
 * It is written before the commit, with the id of the update and what was there before it. When the commit then fails
 * or the process dies, the update comes again and starts from `before`; so session and database move together.
 */
export async function openSession(store: SessionStore, key: string, updateId: number): Promise<OpenSession> {
  const stored = parseRecord(await store.load(key))
  const before = (stored?.updateId === updateId ? stored.before : stored?.after) ?? nothing
  let after = before
  return {
    get active() {
      return after.active?.state
    },
    get asks() {
      return after.active?.asks ?? false
    },
    get isChanged() {
      return after !== before
    },
    get left() {
      return after.left?.state
    },
    get: (state) => remembered(after.active, state),
    getLeft: (state) => remembered(after.left, state),
    set({ name: state, resumable, asks }, data) {
      const { active } = after
      const left = active?.resumable && active.state !== state ? active : after.left
      after = { active: { state, data, resumable, asks }, left: left?.state === state ? null : left }
    },
    setLeft({ name: state, resumable, asks }, data) {
      after = { ...after, left: { state, data, resumable, asks } }
    },
    leave() {
      if (after.active === null) return
      after = { active: null, left: after.active.resumable ? after.active : after.left }
    },
    clear() {
      if (after.active !== null) after = { ...after, active: null }
    },
    forget() {
      if (after.active !== null || after.left !== null) after = nothing
    },
    async save() {
      if (after === (stored?.after ?? nothing)) return
      await store.save(
        key,
        JSON.stringify({ version, updateId, before, after } satisfies z.infer<typeof record>),
      )
    },
  }
}

function remembered<D>(dialogue: Dialogue, state: FsmState<D>): D | undefined {
  if (dialogue?.state !== state.name) return undefined
  const parsed = state.schema.safeParse(dialogue.data)
  return parsed.success ? parsed.data : undefined
}

function parseRecord(json: string | undefined): z.infer<typeof record> | undefined {
  if (json === undefined) return undefined
  const parsed = record.safeParse(parseJson(json))
  return parsed.success ? parsed.data : undefined
}

/** Undefined for what nobody of ours wrote: the person begins anew rather than fail again and again. */
function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** Sessions in Redis. A fault is transient: the update waits for Redis rather than forget where the person stood. */
export function redisSessions(redis: Redis): SessionStore {
  return {
    async load(key) {
      return (await away(redis.get(`session:${key}`))) ?? undefined
    },
    async save(key, value) {
      await away(redis.set(`session:${key}`, value, 'EX', ttlSeconds))
    },
  }
}

async function away<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise
  } catch (error) {
    throw new TransientFault('redis', error)
  }
}

/** Sessions in this process, for a school without Redis: a restart forgets them. The oldest go first. */
export function memorySessions(max = 10_000): SessionStore {
  const sessions = new Map<string, string>()
  return {
    load: async (key) => sessions.get(key),
    async save(key, value) {
      sessions.delete(key)
      sessions.set(key, value)
      const [oldest] = sessions.keys()
      if (sessions.size > max && oldest !== undefined) sessions.delete(oldest)
    },
  }
}
