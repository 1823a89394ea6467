import type { PersonContext } from '../../people/identify.ts'
import { html } from '../../telegram/html.ts'
import { issueTasks } from '../issue-tasks.ts'
import type { TaskSettings } from '../task-settings.ts'
import { sentText } from './check-order.ts'
import { checkOrderTexts } from './check-order-texts.ts'
import { issuingTexts } from './issuing-texts.ts'
import { lateFiles } from './late-files.ts'
import { textOf } from './order-content.ts'
import { askOrder, surroundings } from './order-dialogue.ts'
import { goOn, isComplete, type OrderDraft } from './order-draft.ts'

/** Gives the orders of the draft. What stands in the way is said, and the draft is kept. */
export async function sendOrder(
  ctx: PersonContext,
  settings: TaskSettings,
  draft: OrderDraft,
): Promise<void> {
  const { draftId, doerIds, helperIds, deadline, importance, files } = draft
  if (!isComplete(draft) || deadline === undefined)
    return askOrder(ctx, settings, goOn(draft), { inPlace: true })
  const text = textOf(draft) || issuingTexts[ctx.language].withoutWords
  const issued = await issueTasks(
    ctx.tx,
    ctx.person,
    {
      ...{ draftId, text, deadline, importance, attachments: files },
      ...{ responsibleIds: doerIds, coDoerIds: helperIds },
    },
    ctx.now,
  )
  const texts = checkOrderTexts[ctx.language]
  switch (issued.kind) {
    case 'issued':
      ctx.session.forget()
      // who is quick presses «send» before the whole album is here: the rest follows
      if (draft.album) {
        const taskIds = issued.tasks.map(({ id }) => id)
        ctx.session.set(lateFiles, { taskIds, albumId: draft.album.id })
      }
      ctx.ui.toast(texts.sentToast)
      return ctx.ui.show(sentText({ ...draft, album: undefined }, await surroundings(ctx, settings)))
    case 'issued_before':
      ctx.session.forget()
      return ctx.ui.show(html`${texts.sentBefore(issued.tasks.map(({ id }) => id))}`)
    case 'not_allowed':
      return ctx.ui.send(issuingTexts[ctx.language].notAllowed)
    case 'deadline_past':
    case 'doer_gave_it':
    case 'doers_gone':
      // asking says which of it is no longer so
      return askOrder(ctx, settings, draft, { inPlace: true })
    default:
      return issued satisfies never
  }
}
