import type { PersonContext } from '../../people/identify.ts'
import { listPeople } from '../../people/people-list-store.ts'
import { findPerson } from '../../people/people-store.ts'
import { may } from '../../people/person.ts'
import { joinHtml } from '../../telegram/html.ts'
import { turningRow } from '../../telegram/keyboard.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { draftState, fill, goOn, shortId, type TicketDraft } from './draft.ts'
import { askDraft, withDraft } from './draft-dialogue.ts'
import { authorButton, moveButton, peoplePageButton } from './new-ticket-buttons.ts'
import { newTicketTexts } from './new-ticket-texts.ts'

const pageSize = 8

/** The choice of the one on whose behalf a ticket is filed. */
export function createOnBehalfRouter(): Router<PersonContext> {
  const router = createRouter<PersonContext>('on_behalf')
  router.button(peoplePageButton, (ctx, { draft, page }) =>
    withDraft(ctx, draft, (live) => askAuthor(ctx, live, page)),
  )
  router.button(authorButton, (ctx, { draft, personId }) =>
    withDraft(ctx, draft, async (live) => {
      if (personId === ctx.person.id)
        return askDraft(ctx, fill(live, { author: undefined }), { inPlace: true })
      const person = await findPerson(ctx.tx, personId)
      if (person?.status !== 'active' || !may(ctx.person, 'file_on_behalf')) {
        return askDraft(ctx, goOn(live), { note: newTicketTexts[ctx.language].authorGone, inPlace: true })
      }
      const author = { id: person.id, name: person.name }
      return askDraft(ctx, fill(live, { author }), { inPlace: true })
    }),
  )
  return router
}

/** Asks on whose behalf, with a page of the people whose names fit what was typed. */
export async function askAuthor(ctx: PersonContext, live: TicketDraft, page: number): Promise<void> {
  const texts = newTicketTexts[ctx.language]
  const draft: TicketDraft = { ...live, step: 'author' }
  const id = shortId(draft)
  ctx.session.set(draftState, draft)
  const search = draft.authorSearch
  const found = await listPeople(ctx.tx, {
    filter: 'all',
    ...(search === undefined ? {} : { search }),
    page,
    size: pageSize,
  })
  const others = found.people.filter((person) => person.status === 'active' && person.id !== ctx.person.id)
  const none = others.length === 0 && search !== undefined
  ctx.ui.show(joinHtml([none && texts.foundNobody(search), texts.chooseAuthor], '\n\n'), {
    inline: [
      ...others.map((person) => [
        { text: person.name, data: authorButton.pack({ draft: id, personId: person.id }) },
      ]),
      turningRow(found, (to) => peoplePageButton.pack({ draft: id, page: to })),
      [
        { text: texts.buttons.myself, data: authorButton.pack({ draft: id, personId: ctx.person.id }) },
        { text: texts.buttons.back, data: moveButton.pack({ draft: id, from: 'author', move: 'back' }) },
      ],
    ],
  })
}
