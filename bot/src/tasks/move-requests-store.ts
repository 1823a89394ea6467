import sql, { raw } from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'
import type { MoveRequest } from './task.ts'

const columns = raw(`id, wanted, reason, asked_at as "askedAt"`)

/** The request to move the deadline that waits for an answer. */
export function findMoveRequest(db: Db, taskId: number): Promise<MoveRequest | undefined> {
  return db.maybeOne<MoveRequest>(sql`
    select ${columns} from task_move_request
    where task_id = ${taskId} and answer is null`)
}

export interface NewMoveRequest {
  taskId: number
  askedBy: number
  wanted: Date
  reason: string
  now: Date
}

export function insertMoveRequest(tx: Tx, request: NewMoveRequest): Promise<MoveRequest> {
  return tx.one<MoveRequest>(sql`
    insert into task_move_request (task_id, asked_by, asked_at, wanted, reason)
    values (${request.taskId}, ${request.askedBy}, ${request.now}, ${request.wanted}, ${request.reason})
    returning ${columns}`)
}

export interface MoveAnswer {
  id: number
  answer: 'granted' | 'refused' | 'withdrawn'
  answeredBy: number | null
  now: Date
}

export async function answerMoveRequest(tx: Tx, { id, answer, answeredBy, now }: MoveAnswer): Promise<void> {
  await tx.run(sql`
    update task_move_request set answer = ${answer}, answered_by = ${answeredBy}, answered_at = ${now}
    where id = ${id} and answer is null`)
}
