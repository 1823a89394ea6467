import sql from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'
import type { Attachment, AttachmentKind } from '../telegram/incoming.ts'

export type TaskMessageKind =
  | 'comment'
  | 'report'
  | 'return_reason'
  | 'move_reason'
  | 'move_answer'
  | 'cancel_reason'

export interface NewTaskMessage {
  taskId: number
  authorId: number
  kind: TaskMessageKind
  /** Empty when the files say it all. */
  text: string
  now: Date
}

/** The id of the new message. */
export async function insertTaskMessage(tx: Tx, message: NewTaskMessage): Promise<number> {
  const { id } = await tx.one<{ id: number }>(sql`
    insert into task_message (task_id, author_id, kind, text, created_at)
    values (${message.taskId}, ${message.authorId}, ${message.kind}, ${message.text}, ${message.now})
    returning id`)
  return id
}

export interface NewTaskAttachments {
  taskId: number
  /** Null: files of the order itself. */
  messageId: number | null
  addedBy: number
  files: readonly Attachment[]
  now: Date
}

export async function insertTaskAttachments(tx: Tx, files: NewTaskAttachments): Promise<number[]> {
  const rows = await tx.many<{ id: number }>(sql`
    insert into task_attachment (task_id, message_id, kind, file_id, file_unique_id, added_by, created_at)
    select ${files.taskId}::integer, ${files.messageId}::integer, kind, "fileId", "fileUniqueId",
      ${files.addedBy}::integer, ${files.now}
    from jsonb_to_recordset(${JSON.stringify(files.files)}::jsonb) as f (kind text, "fileId" text, "fileUniqueId" text)
    returning id`)
  return rows.map(({ id }) => id)
}

export interface StoredTaskFile {
  id: number
  /** Null: a file of the order itself. */
  messageId: number | null
  kind: AttachmentKind
  fileId: string
}

export function listTaskFiles(db: Db, taskId: number): Promise<StoredTaskFile[]> {
  return db.many<StoredTaskFile>(sql`
    select id, message_id as "messageId", kind, file_id as "fileId"
    from task_attachment where task_id = ${taskId} order by id`)
}

export interface TaskMessage {
  id: number
  authorName: string
  kind: TaskMessageKind
  text: string
  createdAt: Date
}

/** What was said about an order, oldest first. */
export function listTaskMessages(db: Db, taskId: number): Promise<TaskMessage[]> {
  return db.many<TaskMessage>(sql`
    select m.id, p.name as "authorName", m.kind, m.text, m.created_at as "createdAt"
    from task_message m join person p on p.id = m.author_id
    where m.task_id = ${taskId} order by m.id`)
}
