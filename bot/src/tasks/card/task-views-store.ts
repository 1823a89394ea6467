import sql from 'sql-template-tag'
import type { Db } from '../../platform/postgres.ts'
import type { MoveRequest, Task } from '../task.ts'

/** What was said last about the result: the report, the remark with which it came back, why it was cancelled. */
export interface LastWord {
  kind: 'report' | 'return_reason' | 'cancel_reason'
  authorName: string
  text: string
}

/** An order with all that its card shows. */
export interface TaskView extends Task {
  creatorName: string
  /** Is not active any more. */
  isCreatorGone: boolean
  responsibleName: string | null
  responsibleUnreachable: boolean
  coDoers: { id: number; name: string }[]
  /** The request to move the deadline that waits for an answer. */
  moveRequest: MoveRequest | undefined
  lastWord: LastWord | undefined
  /** How many reports have come. */
  reports: number
  files: number
  /** All orders that were given together with it, itself too. */
  batch: { size: number; accepted: number; cancelled: number }
}

/** As it comes from the database: what belongs together stands in columns of its own, where dates stay dates. */
interface Row extends Omit<TaskView, 'moveRequest' | 'lastWord' | 'batch'> {
  moveId: number | null
  moveWanted: Date | null
  moveReason: string | null
  moveAskedAt: Date | null
  wordKind: LastWord['kind'] | null
  wordAuthor: string | null
  wordText: string | null
  batchSize: number
  batchAccepted: number
  batchCancelled: number
}

export async function findTaskView(db: Db, id: number): Promise<TaskView | undefined> {
  const row = await db.maybeOne<Row>(sql`
    select t.id, t.batch_id as "batchId", t.creator_id as "creatorId", t.responsible_id as "responsibleId", t.text,
      t.importance, t.deadline, t.status, t.created_at as "createdAt", t.status_since as "statusSince",
      creator.name as "creatorName", creator.status <> 'active' as "isCreatorGone", doer.name as "responsibleName",
      doer.unreachable_since is not null as "responsibleUnreachable",
      (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id), '[]')
        from task_co_doer c join person p on p.id = c.person_id where c.task_id = t.id) as "coDoers",
      (select count(*) from task_event e where e.task_id = t.id and e.kind = 'report') as reports,
      (select count(*) from task_attachment a where a.task_id = t.id) as files,
      move.id as "moveId", move.wanted as "moveWanted", move.reason as "moveReason", move.asked_at as "moveAskedAt",
      word.kind as "wordKind", word.name as "wordAuthor", word.text as "wordText",
      batch.size as "batchSize", batch.accepted as "batchAccepted", batch.cancelled as "batchCancelled"
    from task t
    join person creator on creator.id = t.creator_id
    left join person doer on doer.id = t.responsible_id
    left join task_move_request move on move.task_id = t.id and move.answer is null
    left join lateral (
      select m.kind, p.name, m.text from task_message m join person p on p.id = m.author_id
      where m.task_id = t.id and m.kind in ('report', 'return_reason', 'cancel_reason')
      order by m.id desc limit 1
    ) word on true
    cross join lateral (
      select count(*) as size, count(*) filter (where b.status = 'accepted') as accepted,
        count(*) filter (where b.status = 'cancelled') as cancelled
      from task b where b.batch_id = t.batch_id
    ) batch
    where t.id = ${id}`)
  return row && viewOf(row)
}

function viewOf(row: Row): TaskView {
  const { moveId, moveWanted, moveReason, moveAskedAt, wordKind, wordAuthor, wordText, ...rest } = row
  const { batchSize, batchAccepted, batchCancelled, ...task } = rest
  const isAsked = moveId !== null && moveWanted !== null && moveReason !== null && moveAskedAt !== null
  const isSaid = wordKind !== null && wordAuthor !== null && wordText !== null
  return {
    ...task,
    moveRequest: isAsked
      ? { id: moveId, wanted: moveWanted, reason: moveReason, askedAt: moveAskedAt }
      : undefined,
    lastWord: isSaid ? { kind: wordKind, authorName: wordAuthor, text: wordText } : undefined,
    batch: { size: batchSize, accepted: batchAccepted, cancelled: batchCancelled },
  }
}
