import sql from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'
import { canaryKind } from './canary-store.ts'
import { type Html, splitHtml, textParams } from './html.ts'
import { type Keyboard, replyMarkup } from './keyboard.ts'

/** Something a chat must get. `kind` names the delivery that knows how to send it. */
export interface Owed {
  chatId: number
  kind: string
  payload: object
}

/** What a message is about, so that the right people learn when it cannot be delivered. */
export type About =
  | { ticketId: number }
  /** `overseen`: its reader has no part in the order, and gets it by his role alone. */
  | { taskId: number; overseen?: boolean }

export interface OwedMessage {
  chatId: number
  text: Html
  keyboard?: Keyboard
  about?: About
}

/** Payload of a call of the Bot API, made as it is. */
export interface OwedCall {
  method: string
  params: object
  about?: About
}

/**
 * Queues what people must get, in the transaction that owes it; the worker sends it after the commit, in order per
 * chat. Queue once per update where you can: it is one round trip for any number of recipients.
 */
export async function queue(tx: Tx, owed: readonly Owed[]): Promise<void> {
  if (owed.length === 0) return
  const rows = JSON.stringify(owed.map(({ chatId, kind, payload }) => ({ chat_id: chatId, kind, payload })))
  await tx.run(sql`
    with queued as (
      insert into outbox (chat_id, kind, payload)
      select chat_id, kind, payload from jsonb_to_recordset(${rows}::jsonb) as o (chat_id bigint, kind text, payload jsonb)
      returning chat_id
    )
    select from graphile_worker.add_jobs((
      select array_agg(('deliver', json_build_object('chatId', chat_id), 'chat:' || chat_id, null, null, null, null, null)
        ::graphile_worker.job_spec)
      from (select distinct chat_id from queued) as chats))`)
}

/** Queues messages; a text that is too long becomes several, the keyboard under the last. */
export function queueMessages(tx: Tx, messages: readonly OwedMessage[]): Promise<void> {
  return queue(tx, messages.flatMap(owedMessages))
}

/** A message as entries of the outbox, for a caller that queues other kinds with it. */
export function owedMessages({ chatId, text, keyboard, about }: OwedMessage): Owed[] {
  const pieces = splitHtml(text)
  return pieces.map((piece, i) => {
    const params = {
      ...textParams(piece),
      ...(keyboard && i === pieces.length - 1 ? { reply_markup: replyMarkup(keyboard) } : {}),
    }
    const payload: OwedCall = { method: 'sendMessage', params, ...(about ? { about } : {}) }
    return { chatId, kind: 'call', payload }
  })
}

/** An entry at the head of its chat's queue. */
export interface OutboxEntry extends Owed {
  id: number
  attempts: number
  /** It was put off to a time that has not come. */
  waits: boolean
  /** It was queued so long ago that its reader may have lost the right to it. */
  isLate: boolean
}

/** The oldest entry of a chat. */
export function nextEntry(db: Db, chatId: number): Promise<OutboxEntry | undefined> {
  return db.maybeOne<OutboxEntry>(sql`
    select id, chat_id as "chatId", kind, payload, attempts, coalesce(send_after > now(), false) as waits,
      created_at < now() - interval '10 seconds' as "isLate"
    from outbox where chat_id = ${chatId} order by id limit 1`)
}

export async function removeEntry(db: Db, id: number): Promise<void> {
  await db.run(sql`delete from outbox where id = ${id}`)
}

/** Leaves of an entry what is not sent yet, so that a repeated delivery does not begin anew. */
export async function rewriteEntry(db: Db, id: number, payload: object): Promise<void> {
  await db.run(sql`update outbox set payload = ${JSON.stringify(payload)}::jsonb where id = ${id}`)
}

/** Whether a chat is owed something of a kind that it has not got yet. */
export async function isOwedKind(db: Db, chatId: number, kind: string): Promise<boolean> {
  const { owed } = await db.one<{ owed: boolean }>(sql`
    select exists (select from outbox where chat_id = ${chatId} and kind = ${kind}) as owed`)
  return owed
}

/** Whether the chat is owed exactly the same once more, further back in its queue. */
export async function isOwedAgain(db: Db, { id, chatId, kind, payload }: OutboxEntry): Promise<boolean> {
  const { again } = await db.one<{ again: boolean }>(sql`
    select exists (
      select from outbox where chat_id = ${chatId} and id > ${id} and kind = ${kind}
        and payload = ${JSON.stringify(payload)}::jsonb
    ) as again`)
  return again
}

/**
 * Puts off the head of a chat's queue, and wakes the worker for it then. Entries behind it wait too. All times here
 * are the database's, as those of the job queue: a replica whose clock is behind would find the head not yet due.
 */
export async function postponeEntry(db: Db, entry: OutboxEntry, seconds: number): Promise<void> {
  await db.run(sql`
    with postponed as (
      update outbox set attempts = attempts + 1, send_after = now() + make_interval(secs => ${seconds})
      where id = ${entry.id} returning chat_id, send_after
    )
    select graphile_worker.add_job('deliver', json_build_object('chatId', chat_id),
      queue_name := 'chat:' || chat_id, run_at := send_after, job_key := 'again:' || chat_id)
    from postponed`)
}

/** Wakes the worker for a chat after so many seconds. */
export async function wakeLater(db: Db, chatId: number, seconds: number): Promise<void> {
  await db.run(sql`
    select graphile_worker.add_job('deliver', json_build_object('chatId', ${chatId}::bigint),
      queue_name := 'chat:' || ${chatId}::bigint, run_at := now() + make_interval(secs => ${seconds}),
      job_key := 'again:' || ${chatId}::bigint)`)
}

/** How much people are owed, and since when. */
export function outboxState(db: Db): Promise<{ messages: number; oldest: Date | null }> {
  return db.one(
    sql`select count(*) as messages, min(created_at) as oldest from outbox where kind <> ${canaryKind}`,
  )
}

/** Wakes the worker for chats whose head is due and has been left: a net under jobs that failed for good. */
export async function wakeOutbox(db: Db): Promise<void> {
  await db.run(sql`
    select graphile_worker.add_job('deliver', json_build_object('chatId', chat_id),
      queue_name := 'chat:' || chat_id, job_key := 'wake:' || chat_id)
    from (select distinct on (chat_id) chat_id, created_at, send_after from outbox order by chat_id, id) as head
    where created_at < now() - interval '1 minute' and coalesce(send_after, created_at) <= now()`)
}
