import type { Tx } from '../platform/postgres.ts'
import { owedMessages, queue } from '../telegram/outbox.ts'
import type { AccessDecision, AccessRequest } from './access-request.ts'
import { accessRequestTexts } from './access-request-texts.ts'
import { closeAccessRequest, lockAccessRequest } from './access-requests-store.ts'
import type { AuditEntry } from './audit.ts'
import { recordAudit } from './audit-store.ts'
import { owedWithMenu } from './command-menu.ts'
import { owedAccessCards, owedNextCards } from './owed-access-cards.ts'
import type { PeopleDeps } from './people-deps.ts'
import { admitPerson, findPersonByTelegramId, lockActiveAdmins } from './people-store.ts'
import type { Person, Role } from './person.ts'
import { welcomeTexts } from './welcome-texts.ts'

export type AccessDecided =
  | { kind: 'forbidden' }
  | { kind: 'not_found' }
  | { kind: 'already_decided'; request: AccessRequest }
  | { kind: 'refused'; request: AccessRequest }
  | { kind: 'approved'; request: AccessRequest; person: Person }
  /** The person is here by another way, or was shut out since: nothing about him changes. */
  | { kind: 'known'; request: AccessRequest; person: Person }

interface AccessCommand {
  actorId: number
  requestId: number
  decision: AccessDecision
  now: Date
}

/** An admin's word on an access request: the first one counts. The applicant and all admins learn it. */
export async function decideAccess(
  tx: Tx,
  { menu }: Pick<PeopleDeps, 'menu'>,
  command: AccessCommand,
): Promise<AccessDecided> {
  const admins = await lockActiveAdmins(tx)
  if (!admins.some(({ id }) => id === command.actorId)) return { kind: 'forbidden' }
  const request = await lockAccessRequest(tx, command.requestId)
  if (request === undefined) return { kind: 'not_found' }
  if (request.status !== 'pending') return { kind: 'already_decided', request }

  const { actorId, decision, now } = command
  const known = await findPersonByTelegramId(tx, request.telegramId)
  const closed = await closeAccessRequest(tx, request.id, {
    status: decision === 'refuse' ? 'refused' : 'approved',
    decidedBy: actorId,
    role: decision === 'refuse' || known ? null : decision,
    now,
  })
  const cards = [...(await owedAccessCards(tx, request.id)), ...(await owedNextCards(tx))]
  if (decision === 'refuse') {
    await recordAudit(tx, refusalEntry(closed, actorId), now)
    const text = accessRequestTexts[closed.language].refusedNotice
    await queue(tx, [...owedMessages({ chatId: closed.telegramId, text }), ...cards])
    return { kind: 'refused', request: closed }
  }

  if (known) {
    await queue(tx, cards)
    return { kind: 'known', request: closed, person: known }
  }
  const { telegramId, name, language } = closed
  const person = await admitPerson(tx, { telegramId, name, language, role: decision })
  await recordAudit(tx, admissionEntry(closed, actorId, person, decision), now)
  const welcome = owedWithMenu(menu, person, welcomeTexts[language].tour(person))
  await queue(tx, [...welcome, ...cards])
  return { kind: 'approved', request: closed, person }
}

function refusalEntry({ id }: AccessRequest, actorId: number): AuditEntry {
  return { actorId, action: 'access_request.refused', subjectKind: 'access_request', subjectId: id }
}

function admissionEntry(request: AccessRequest, actorId: number, person: Person, to: Role): AuditEntry {
  return {
    actorId,
    action: 'person.admitted',
    subjectKind: 'person',
    subjectId: person.id,
    details: { from: null, to, by: 'request', request: request.id },
  }
}
