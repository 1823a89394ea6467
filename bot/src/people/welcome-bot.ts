import { languageOf } from '../platform/language.ts'
import { isPrivate } from '../telegram/is-private.ts'
import { queue } from '../telegram/outbox.ts'
import { createRouter, type Router } from '../telegram/router.ts'
import { acceptInvite, type InviteAcceptance } from './accept-invite.ts'
import { askAccessKeyboard } from './access-buttons.ts'
import { askOwnName } from './ask-own-name.ts'
import { cancelTexts } from './cancel-texts.ts'
import { changeLanguage } from './change-language.ts'
import { owedCommandMenu } from './command-menu.ts'
import { placeholderName } from './ensure-admins.ts'
import { isLetIn, type PersonContext, type VisitorContext } from './identify.ts'
import { inviteCodeOf } from './invite-code.ts'
import type { PeopleDeps } from './people-deps.ts'
import { personNameOf } from './person-name.ts'
import { renamePerson } from './rename-person.ts'
import { greetStranger } from './strangers-bot.ts'
import { endDialogues } from './told.ts'
import { visitorTexts } from './visitor-texts.ts'
import { welcomeTexts } from './welcome-texts.ts'

/** Opens what a deep link names, for somebody who was let in: `t` gets the `42` of `/start t_42`. */
export type StartHandler = (ctx: PersonContext, value: string) => Promise<void> | void

export interface WelcomeDeps extends PeopleDeps {
  /** By the prefix of the payload, up to its underscore. */
  onStart: Record<string, StartHandler>
}

/** /start in all its forms, and /cancel: open to everybody. */
export function createWelcomeRouter(deps: WelcomeDeps): Router<VisitorContext> {
  const router = createRouter<VisitorContext>('welcome', isPrivate)

  router.command('start', async (ctx, payload) => {
    const code = inviteCodeOf(payload)
    if (code !== undefined) return openInvite(ctx, deps, code)
    if (!isLetIn(ctx)) return greetStranger(ctx)
    const [, prefix = '', value = ''] = /^([a-z]+)_([\w-]+)$/.exec(payload) ?? []
    const handler = Object.hasOwn(deps.onStart, prefix) ? deps.onStart[prefix] : undefined
    if (handler) return handler(ctx, value)
    await greet(ctx, deps)
  })

  router.command('cancel', (ctx) => {
    const texts = cancelTexts[ctx.language]
    // any other command keeps what was begun; who cancels wants it gone
    const text = endDialogues(ctx) ? texts.cancelled : texts.nothingToCancel
    if (isLetIn(ctx)) ctx.ui.send(text, deps.menu.keyboard(ctx.person))
    else ctx.ui.send(text, askAccessKeyboard(ctx.language))
  })

  return router
}

async function greet(ctx: PersonContext, { menu }: PeopleDeps): Promise<void> {
  const texts = welcomeTexts[ctx.language]
  // the list of commands too: the person may have lost it with the chat, or this build has new ones
  await queue(ctx.tx, [owedCommandMenu(menu, ctx.person)])
  if (ctx.person.name !== placeholderName || !ctx.from) {
    return ctx.ui.send(texts.greeting(ctx.person), menu.keyboard(ctx.person))
  }
  // the configuration knows the number of an admin, neither the name nor the language
  const { id: personId } = ctx.person
  const typed = personNameOf(ctx.from)
  const renaming = await renamePerson(ctx.tx, { actorId: personId, personId, typed, now: ctx.now })
  const named = 'person' in renaming ? renaming.person : ctx.person
  const language = languageOf(ctx.from.language_code)
  const person = await changeLanguage(ctx.tx, { menu }, { person: named, language, now: ctx.now })
  ctx.language = language
  ctx.ui.send(welcomeTexts[language].tour(person), menu.keyboard(person))
  askOwnName(ctx, person)
}

async function openInvite(ctx: VisitorContext, deps: PeopleDeps, code: string): Promise<void> {
  if (!ctx.from) return
  const newcomer = { telegramId: ctx.from.id, name: personNameOf(ctx.from), language: ctx.language }
  answer(ctx, deps, await acceptInvite(ctx.tx, deps, { code, newcomer, now: ctx.now }))
}

function answer(ctx: VisitorContext, { menu }: PeopleDeps, acceptance: InviteAcceptance): void {
  const texts = visitorTexts[ctx.language]
  switch (acceptance.kind) {
    case 'admitted':
      ctx.ui.send(welcomeTexts[ctx.language].tour(acceptance.person), menu.keyboard(acceptance.person))
      return askOwnName(ctx, acceptance.person)
    case 'already_in':
      return ctx.ui.send(
        welcomeTexts[ctx.language].alreadyIn(acceptance.person),
        menu.keyboard(acceptance.person),
      )
    case 'shut_out':
      return ctx.ui.send(texts.shutOut)
    case 'unknown':
    case 'expired':
    case 'revoked':
    case 'used_up':
      return ctx.ui.send(texts.deadInvite[acceptance.kind], askAccessKeyboard(ctx.language))
    default:
      return acceptance satisfies never
  }
}
