export type AuditSubject =
  | 'person'
  | 'invite'
  | 'access_request'
  | 'category'
  | 'ticket_target'
  | 'calendar'
  | 'alert'

export interface AuditEntry {
  /** Who did it; null for the system. */
  actorId: number | null
  /** `subject.verb`, such as person.role_changed. */
  action: string
  subjectKind: AuditSubject
  /** Null: the subject has no number of its own; what it is, the details say. */
  subjectId: number | null
  /** Ids, old and new values; never the text of a message. */
  details?: Record<string, string | number | boolean | null>
}

export interface AuditRecord {
  at: Date
  actorName: string | null
  action: string
  details: Record<string, string | number | boolean | null>
}
