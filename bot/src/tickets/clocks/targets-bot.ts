import type { PersonContext } from '../../people/identify.ts'
import { may } from '../../people/person.ts'
import type { Language } from '../../platform/language.ts'
import { html } from '../../telegram/html.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import type { TargetRefusal } from './targets.ts'
import { askTargetButton, setTargetButton, targetButton, targetListButton } from './targets-buttons.ts'
import { changeTarget } from './targets-change.ts'
import { targetDialogue } from './targets-dialogue.ts'
import { longestHours, readTarget, shortestMinutes } from './targets-duration.ts'
import { getTarget, listTargets } from './targets-store.ts'
import { targetsTexts } from './targets-texts.ts'
import { type TargetView, targetCard, targetListView, targetQuestion, targetWords } from './targets-views.ts'

/** /targets: how soon tickets of each urgency should be answered and resolved. */
export function createTargetsRouter(): Router<PersonContext> {
  const router = createRouter<PersonContext>('targets')

  router.command('targets', async (ctx) => {
    const texts = targetsTexts[ctx.language]
    if (!may(ctx.person, 'manage_ticket_targets')) ctx.ui.send(html`${texts.notAllowed}`)
    else if (!isPrivate(ctx)) ctx.ui.send(texts.onlyPrivate)
    else show(ctx, targetListView(await listTargets(ctx.tx), ctx.language))
  })

  router.button(targetListButton, async (ctx) => {
    if (refused(ctx)) return
    endDialogue(ctx)
    show(ctx, targetListView(await listTargets(ctx.tx), ctx.language))
  })

  router.button(targetButton, async (ctx, { urgency }) => {
    if (refused(ctx)) return
    endDialogue(ctx)
    show(ctx, targetCard(await getTarget(ctx.tx, urgency), ctx.language))
  })

  router.button(askTargetButton, (ctx, { urgency, clock }) => {
    if (refused(ctx)) return
    ctx.session.set(targetDialogue, { urgency, clock })
    show(ctx, targetQuestion(urgency, clock, ctx.language))
  })

  router.button(setTargetButton, async (ctx, { urgency, clock, hours }) => {
    const seconds = hours === 0 ? null : hours * 3600
    const changed = await changeTarget(ctx.tx, ctx.person, { urgency, clock, seconds }, ctx.now)
    const texts = targetsTexts[ctx.language]
    if (changed.kind !== 'changed' && changed.kind !== 'unchanged') {
      ctx.ui.toast(refusalWords(changed, ctx.language), { alert: true })
      return
    }
    endDialogue(ctx)
    ctx.ui.toast(changed.kind === 'changed' ? texts.saved : texts.unchanged)
    show(ctx, targetCard(await getTarget(ctx.tx, urgency), ctx.language))
  })

  router.step(targetDialogue, async (ctx, { urgency, clock }, { text = '' }) => {
    const texts = targetsTexts[ctx.language]
    if (!may(ctx.person, 'manage_ticket_targets')) {
      ctx.session.clear()
      return ctx.ui.send(html`${texts.notAllowed}`)
    }
    const { keyboard } = targetQuestion(urgency, clock, ctx.language)
    const typed = readTarget(text)
    if (typed.kind === 'not_understood') return ctx.ui.send(texts.notUnderstood, keyboard)
    if (typed.kind === 'out_of_bounds') {
      return ctx.ui.send(texts.outOfBounds(shortestMinutes, longestHours), keyboard)
    }
    const wanted = { urgency, clock, seconds: typed.seconds }
    const changed = await changeTarget(ctx.tx, ctx.person, wanted, ctx.now)
    if (changed.kind !== 'changed' && changed.kind !== 'unchanged') {
      const again = changed.kind === 'not_allowed' ? undefined : keyboard
      if (again === undefined) ctx.session.clear()
      return ctx.ui.send(html`${refusalWords(changed, ctx.language)}`, again)
    }
    ctx.session.clear()
    ctx.ui.send(html`✅ ${changed.kind === 'changed' ? texts.saved : texts.unchanged}`)
    show(ctx, targetCard(await getTarget(ctx.tx, urgency), ctx.language))
  })

  return router
}

function show(ctx: PersonContext, { text, keyboard }: TargetView): void {
  ctx.ui.show(text, keyboard)
}

/** A button of the targets answers the question that was asked last, and ends no other dialogue. */
function endDialogue(ctx: PersonContext): void {
  if (ctx.session.get(targetDialogue)) ctx.session.clear()
}

/** Buttons outlive rights: who was an admin yesterday sees no targets today. */
function refused(ctx: PersonContext): boolean {
  if (may(ctx.person, 'manage_ticket_targets')) return false
  ctx.ui.toast(targetsTexts[ctx.language].notAllowed, { alert: true })
  return true
}

function refusalWords(refusal: TargetRefusal, language: Language): string {
  const texts = targetsTexts[language]
  switch (refusal.kind) {
    case 'not_allowed':
      return texts.notAllowed
    case 'response_exceeds_resolution':
      return texts.exceeds[refusal.wanted](
        targetWords(refusal.response, language),
        targetWords(refusal.resolution, language),
      )
    default:
      return refusal satisfies never
  }
}
