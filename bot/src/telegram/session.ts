import type { z } from 'zod'
import {
  type Dialogue,
  type Dialogues,
  isToSettle,
  nothing,
  parseRecord,
  secondsNeeded,
  settled,
  writeRecord,
} from './session-record.ts'

/** A dialogue with several steps: its name and the shape of what it remembers. */
export interface FsmState<D> {
  readonly name: string
  readonly schema: z.ZodType<D>
  /** Whether it can be gone on with after a command has left it. */
  readonly resumable: boolean
  /** Whether it waits for an answer: then the buttons of its last question go once that was answered. */
  readonly asks: boolean
  /**
   * Whether it goes on when its person has another role by now: it is open to everybody, or each of its steps and
   * buttons checks what it shows. Any other ends with the role.
   */
  readonly outlivesRole: boolean
  /** Tells one dialogue of this name from the next, so that what goes on is not cleared away at each step. */
  readonly which: ((data: D) => string) | undefined
}

export interface FsmOptions<D> {
  resumable?: boolean
  asks?: boolean
  outlivesRole?: boolean
  which?: (data: D) => string
}

export function fsmState<D>(
  name: string,
  schema: z.ZodType<D>,
  { resumable = false, asks = true, outlivesRole = false, which }: FsmOptions<D> = {},
): FsmState<D> {
  return { name, schema, resumable, asks, outlivesRole, which }
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
  /**
   * Ends what was begun in another role than this one and does not outlive it; what begins from here on belongs to
   * this one. True when the active dialogue was ended.
   */
  holdTo(role: string): boolean
}

/** Keeps texts by key for a while. */
export interface SessionStore {
  load(key: string): Promise<string | undefined>
  save(key: string, value: string, seconds: number): Promise<void>
  /** Puts another text in the place of this one, or none, unless something else stands there by now. */
  exchange(key: string, before: string, after: string | undefined, seconds: number): Promise<void>
}

export interface OpenSession extends Session {
  /** Writes what changed. Call it before the commit. */
  save(): Promise<void>
  /** Whether more is kept than is needed once the update is committed. */
  readonly isToSettle: boolean
  /** Clears away what dialogues that are over remembered. Call it after the commit. */
  settle(): Promise<void>
}

/**
 * Opens the session for one update.
 *
 * It is written before the commit, with the id of the update and what was there before it. When the commit then fails
 * or the process dies, the update comes again and starts from `before`; so session and database move together. Once
 * it is committed, nothing starts from `before` any more: what somebody typed in a dialogue that is over goes.
 */
export async function openSession(store: SessionStore, key: string, updateId: number): Promise<OpenSession> {
  const stored = parseRecord(await store.load(key))
  const before = (stored?.updateId === updateId ? stored.before : stored?.after) ?? nothing
  let after = before
  let role: string | undefined
  let saved: string | undefined
  const record = () => ({ updateId, before, after })

  function begun<D>(state: FsmState<D>, data: D): NonNullable<Dialogue> {
    const { name, resumable, asks, outlivesRole, which } = state
    return { state: name, data, resumable, asks, role, outlivesRole, which: which?.(data) }
  }

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
    set(state, data) {
      const { active } = after
      const left = active?.resumable && active.state !== state.name ? active : after.left
      after = { active: begun(state, data), left: left?.state === state.name ? null : left }
    },
    setLeft(state, data) {
      after = { ...after, left: begun(state, data) }
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
    holdTo(now) {
      role = now
      const held: Dialogues = { active: heldTo(after.active, now), left: heldTo(after.left, now) }
      const hasEnded = held.active !== after.active
      if (hasEnded || held.left !== after.left) after = held
      return hasEnded
    },
    async save() {
      if (after === (stored?.after ?? nothing)) return
      saved = writeRecord(record())
      await store.save(key, saved, secondsNeeded(after))
    },
    get isToSettle() {
      return saved !== undefined && isToSettle(record())
    },
    async settle() {
      if (saved === undefined || !isToSettle(record())) return
      const rest = settled(record())
      await store.exchange(key, saved, rest && writeRecord(rest), secondsNeeded(after))
    },
  }
}

/** Null when the dialogue was begun in another role, and ends with it. */
function heldTo(dialogue: Dialogue, role: string): Dialogue {
  if (dialogue === null || dialogue.outlivesRole === true) return dialogue
  // a build that kept no roles began it
  if (dialogue.role === undefined || dialogue.role === role) return dialogue
  return null
}

function remembered<D>(dialogue: Dialogue, state: FsmState<D>): D | undefined {
  if (dialogue?.state !== state.name) return undefined
  const parsed = state.schema.safeParse(dialogue.data)
  return parsed.success ? parsed.data : undefined
}
