import { z } from 'zod'

/** Raise it when the meaning of stored data changes: what older builds wrote is then forgotten. */
const version = 1

const dialogue = z
  .object({
    state: z.string(),
    data: z.unknown(),
    resumable: z.boolean(),
    asks: z.boolean(),
    // a build before this one wrote none of these
    /** In which role it was begun. */
    role: z.string().optional(),
    outlivesRole: z.boolean().optional(),
    /** Which one of its name it is. */
    which: z.string().optional(),
  })
  .nullable()
const dialogues = z.object({ active: dialogue, left: dialogue })
const record = z.object({
  version: z.literal(version),
  updateId: z.number(),
  before: dialogues,
  after: dialogues,
})

export type Dialogue = z.infer<typeof dialogue>
export type Dialogues = z.infer<typeof dialogues>

/** Where somebody stands after an update, and where he stood before it. */
export interface SessionRecord {
  updateId: number
  before: Dialogues
  after: Dialogues
}

export const nothing: Dialogues = { active: null, left: null }

/** Undefined for what nobody of ours wrote: the person begins anew rather than fail again and again. */
export function parseRecord(json: string | undefined): SessionRecord | undefined {
  if (json === undefined) return undefined
  const parsed = record.safeParse(parseJson(json))
  return parsed.success ? parsed.data : undefined
}

export function writeRecord(written: SessionRecord): string {
  return JSON.stringify({ version, ...written } satisfies z.infer<typeof record>)
}

/** No update has this id: from such a record every one starts from `after`. */
const noUpdate = 0

/**
 * Whether a record holds more than is needed once its update is committed, and can never start from `before` again: a
 * dialogue that is over, or nothing at all. That one goes on is told by which of its name it is.
 */
export function isToSettle({ before, after }: SessionRecord): boolean {
  if (isEmpty(after)) return true
  return [before.active, before.left].some((one) => one !== null && !goesOn(one, after))
}

/** What of a record is kept after the commit; undefined: nothing. */
export function settled({ after }: SessionRecord): SessionRecord | undefined {
  return isEmpty(after) ? undefined : { updateId: noUpdate, before: nothing, after }
}

function isEmpty({ active, left }: Dialogues): boolean {
  return active === null && left === null
}

function goesOn({ state, which }: NonNullable<Dialogue>, { active, left }: Dialogues): boolean {
  return [active, left].some((one) => one?.state === state && one.which !== undefined && one.which === which)
}

const daySeconds = 24 * 3600

/** How long a record is needed: a question or a draft for a week; else as long as Telegram may bring an update again. */
export function secondsNeeded({ active, left }: Dialogues): number {
  const waits = [active, left].some((one) => one !== null && (one.asks || one.resumable))
  return waits ? 7 * daySeconds : daySeconds
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
