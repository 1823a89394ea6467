import type { Language } from '../platform/language.ts'
import type { Tx } from '../platform/postgres.ts'
import { type Owed, owedMessages, queue } from '../telegram/outbox.ts'
import { closePendingAccessRequest } from './access-requests-store.ts'
import { recordAudit } from './audit-store.ts'
import { owedCommandMenu } from './command-menu.ts'
import { type InviteState, stateOf } from './invite.ts'
import { hashInviteCode } from './invite-code.ts'
import { findInviteByHash, useInvite } from './invites-store.ts'
import { noticeTexts } from './notice-texts.ts'
import { owedAccessCards, owedNextCards } from './owed-access-cards.ts'
import type { PeopleDeps } from './people-deps.ts'
import { admitPerson, findPerson, findPersonByTelegramId } from './people-store.ts'
import type { Person } from './person.ts'

export type InviteAcceptance =
  | { kind: 'admitted'; person: Person }
  /** The role stays as it is and no use is taken. */
  | { kind: 'already_in'; person: Person }
  /** Blocked, or left: only an admin lets such a person back in. */
  | { kind: 'shut_out' }
  | { kind: 'unknown' }
  | { kind: Exclude<InviteState, 'live'> }

export interface Newcomer {
  telegramId: number
  name: string
  language: Language
}

/** Lets somebody in by an invite; of two people on its last use exactly one. The admin who made it is told. */
export async function acceptInvite(
  tx: Tx,
  { menu }: Pick<PeopleDeps, 'menu'>,
  { code, newcomer, now }: { code: string; newcomer: Newcomer; now: Date },
): Promise<InviteAcceptance> {
  const known = await findPersonByTelegramId(tx, newcomer.telegramId)
  if (known) return known.status === 'active' ? { kind: 'already_in', person: known } : { kind: 'shut_out' }

  const codeHash = hashInviteCode(code)
  const invite = await useInvite(tx, codeHash, now)
  if (invite === undefined) {
    const dead = await findInviteByHash(tx, codeHash)
    const state = dead && stateOf(dead, now)
    // live: it was used up between the two statements
    return { kind: state === undefined ? 'unknown' : state === 'live' ? 'used_up' : state }
  }

  const person = await admitPerson(tx, { ...newcomer, role: invite.role })
  const details = { from: null, to: invite.role, by: 'invite', invite: invite.id }
  await recordAudit(
    tx,
    { actorId: person.id, action: 'person.admitted', subjectKind: 'person', subjectId: person.id, details },
    now,
  )
  const request = await closePendingAccessRequest(tx, newcomer.telegramId, now)
  const inviter = await findPerson(tx, invite.createdBy)
  await queue(tx, [
    owedCommandMenu(menu, person),
    ...(request ? [...(await owedAccessCards(tx, request.id)), ...(await owedNextCards(tx))] : []),
    ...(inviter?.status === 'active' ? joinedNotice(inviter, person) : []),
  ])
  return { kind: 'admitted', person }
}

function joinedNotice(inviter: Person, person: Person): Owed[] {
  const text = noticeTexts[inviter.language].joined(person, person.role)
  return owedMessages({ chatId: inviter.telegramId, text })
}
