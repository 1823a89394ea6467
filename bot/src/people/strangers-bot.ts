import { z } from 'zod'
import { isPrivate } from '../telegram/is-private.ts'
import { createRouter, type Router } from '../telegram/router.ts'
import { fsmState } from '../telegram/session.ts'
import { askAccessButton, askAccessKeyboard, useTelegramNameButton } from './access-buttons.ts'
import { accessCrowdTexts } from './access-crowd-texts.ts'
import { accessRequestTexts } from './access-request-texts.ts'
import { findLastAccessRequest } from './access-requests-store.ts'
import type { VisitorContext } from './identify.ts'
import { nameTexts } from './name-texts.ts'
import { personNameOf } from './person-name.ts'
import { type AccessAsking, requestAccess } from './request-access.ts'
import { mayTell } from './told.ts'
import { visitorTexts } from './visitor-texts.ts'

const accessName = fsmState('access_name', z.object({}))
/** A flood of messages gets one answer. */
const tellEveryMs = 10 * 60 * 1000

/** Whoever the bot does not know: one polite answer, and the way to ask for access. */
export function createStrangersRouter(): Router<VisitorContext> {
  const router = createRouter<VisitorContext>('stranger', (ctx) => ctx.person === undefined)

  router.button(askAccessButton, async (ctx) => {
    const texts = accessRequestTexts[ctx.language]
    if (!ctx.from || !isPrivate(ctx)) return ctx.ui.toast(visitorTexts[ctx.language].strangerToast)
    const last = await findLastAccessRequest(ctx.tx, ctx.from.id)
    if (last?.status === 'pending') return ctx.ui.send(texts.alreadyAsked)
    ctx.session.set(accessName, {})
    const name = personNameOf(ctx.from)
    ctx.ui.send(texts.askName, {
      inline: [[{ text: nameTexts[ctx.language].keepButton(name), data: useTelegramNameButton.pack({}) }]],
    })
  })

  router.button(useTelegramNameButton, async (ctx) => {
    if (ctx.from && isPrivate(ctx)) await ask(ctx, personNameOf(ctx.from))
  })

  router.step(accessName, async (ctx, _data, { text }) => {
    if (text === undefined) return ctx.ui.send(nameTexts[ctx.language].isText)
    await ask(ctx, text)
  })

  router.update(
    'anything',
    (ctx) => ctx.message !== undefined || ctx.callbackQuery !== undefined,
    async (ctx) => {
      const texts = visitorTexts[ctx.language]
      if (ctx.callbackQuery) ctx.ui.toast(texts.strangerToast)
      else if (isPrivate(ctx) && mayTell(ctx, tellEveryMs)) await greetStranger(ctx)
    },
  )

  return router
}

/** Who has asked for access already is not sent to ask for it again. */
export async function greetStranger(ctx: VisitorContext): Promise<void> {
  const last = ctx.from && (await findLastAccessRequest(ctx.tx, ctx.from.id))
  if (last?.status === 'pending') return ctx.ui.send(accessRequestTexts[ctx.language].alreadyAsked)
  ctx.ui.send(visitorTexts[ctx.language].stranger, askAccessKeyboard(ctx.language))
}

async function ask(ctx: VisitorContext, typedName: string): Promise<void> {
  if (!ctx.from) return
  const asking = await requestAccess(ctx.tx, {
    telegramId: ctx.from.id,
    typedName,
    username: ctx.from.username ?? null,
    language: ctx.language,
    now: ctx.now,
  })
  if (asking.kind !== 'not_a_name') ctx.session.clear()
  answer(ctx, asking)
}

function answer(ctx: VisitorContext, asking: AccessAsking): void {
  const texts = accessRequestTexts[ctx.language]
  switch (asking.kind) {
    case 'asked':
      return ctx.ui.send(texts.asked(asking.request.name))
    case 'already_asked':
    case 'known':
      return ctx.ui.send(texts.alreadyAsked)
    case 'refused_lately':
      return ctx.ui.send(texts.refusedLately)
    case 'too_many':
      return ctx.ui.send(accessCrowdTexts[ctx.language].tooMany)
    case 'not_a_name':
      return ctx.ui.send(nameTexts[ctx.language].notAName)
    default:
      return asking satisfies never
  }
}
