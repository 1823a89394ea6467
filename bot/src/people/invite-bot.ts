import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { formatNearDay } from '../platform/format-date.ts'
import { isPrivate } from '../telegram/is-private.ts'
import { createRouter, type Router } from '../telegram/router.ts'
import { fsmState } from '../telegram/session.ts'
import { adminsOnly } from './admins-only.ts'
import { createInvite } from './create-invite.ts'
import { helpTexts } from './help-texts.ts'
import type { PersonContext } from './identify.ts'
import {
  inviteDaysButton,
  inviteDaysKeyboard,
  inviteDoneKeyboard,
  inviteListButton,
  inviteListKeyboard,
  inviteRevokeButton,
  inviteRoleButton,
  inviteRoleKeyboard,
  inviteUsesButton,
  inviteUsesKeyboard,
} from './invite-buttons.ts'
import { inviteLink } from './invite-code.ts'
import { inviteTexts } from './invite-texts.ts'
import { listLiveInvites } from './invites-store.ts'
import type { PeopleDeps } from './people-deps.ts'
import { revokeInvite } from './revoke-invite.ts'

/** An invite in the making; finishing it ends the dialogue, so that a double tap makes one invite. */
const making = fsmState('invite', z.object({ draft: z.string() }))
const listed = 20

/** /invite: role, number of uses, validity, link; and the list of live invites. */
export function createInviteRouter({ timezone, botUsername }: PeopleDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('invite', isPrivate)

  router.command(
    'invite',
    adminsOnly((ctx) => {
      const draft = randomBytes(4).toString('hex')
      ctx.session.set(making, { draft })
      ctx.ui.send(inviteTexts[ctx.language].chooseRole, inviteRoleKeyboard(draft, ctx.language))
    }),
  )

  router.button(inviteRoleButton, (ctx, { draft, role }) => {
    if (!isMaking(ctx, draft)) return
    const texts = inviteTexts[ctx.language]
    if (role !== 'admin') return ctx.ui.show(texts.chooseUses(role), inviteUsesKeyboard(draft, role))
    ctx.ui.show(texts.chooseDays(role, 1), inviteDaysKeyboard(draft, role, 1, ctx.language))
  })

  router.button(inviteUsesButton, (ctx, { draft, role, uses }) => {
    if (!isMaking(ctx, draft)) return
    const text = inviteTexts[ctx.language].chooseDays(role, uses)
    ctx.ui.show(text, inviteDaysKeyboard(draft, role, uses, ctx.language))
  })

  router.button(inviteDaysButton, async (ctx, { draft, role, uses, days }) => {
    if (!isMaking(ctx, draft)) return
    ctx.session.clear()
    const texts = inviteTexts[ctx.language]
    const actorId = ctx.person.id
    const creation = await createInvite(ctx.tx, { actorId, role, maxUses: uses, days, now: ctx.now })
    if (creation.kind === 'forbidden') return ctx.ui.toast(texts.forbidden, { alert: true })
    const { invite, code } = creation
    const link = inviteLink(botUsername, code)
    const until = formatNearDay(invite.expiresAt, ctx.now, ctx.language, timezone)
    ctx.ui.show(texts.created(invite, link, until), inviteDoneKeyboard(link, ctx.language))
  })

  router.button(
    inviteListButton,
    adminsOnly(async (ctx) => {
      const { text, keyboard } = await list(ctx)
      ctx.ui.send(text, keyboard)
    }),
  )

  router.button(inviteRevokeButton, async (ctx, { id }) => {
    const texts = inviteTexts[ctx.language]
    const revocation = await revokeInvite(ctx.tx, { actorId: ctx.person.id, inviteId: id, now: ctx.now })
    if (revocation.kind === 'forbidden') return ctx.ui.toast(texts.forbidden, { alert: true })
    ctx.ui.toast(revocation.kind === 'revoked' ? texts.revoked : texts.notLive)
    const { text, keyboard } = await list(ctx)
    ctx.ui.show(text, keyboard)
  })

  async function list(ctx: PersonContext) {
    const texts = inviteTexts[ctx.language]
    const invites = await listLiveInvites(ctx.tx, ctx.now, listed)
    const lines = invites.map((invite) =>
      texts.line(invite, formatNearDay(invite.expiresAt, ctx.now, ctx.language, timezone)),
    )
    const text = invites.length === 0 ? texts.none : texts.list(lines)
    return { text, keyboard: inviteListKeyboard(invites, ctx.language) }
  }

  return router
}

/** Whether the button belongs to the invite in the making; says so when not. */
function isMaking(ctx: PersonContext, draft: string): boolean {
  if (ctx.session.get(making)?.draft === draft) return true
  ctx.ui.toast(helpTexts[ctx.language].staleButton)
  return false
}
