import { z } from 'zod'
import { isPrivate } from '../telegram/is-private.ts'
import { createRouter, type Router } from '../telegram/router.ts'
import { fsmState } from '../telegram/session.ts'
import { adminsOnly } from './admins-only.ts'
import { helpTexts } from './help-texts.ts'
import type { PersonContext } from './identify.ts'
import { peopleFoundButton, peopleListButton, peopleSearchButton } from './people-buttons.ts'
import type { PeopleFilter } from './people-filter.ts'
import { foundKeyboard, listKeyboard } from './people-list.ts'
import { listPeople } from './people-list-store.ts'
import { peopleTexts } from './people-texts.ts'

/** An admin looks for somebody; every text he writes is a new search until he does something else. */
const searching = fsmState('people_search', z.object({ query: z.string() }), { asks: false })
const pageSize = 8
const maxQuery = 100

/** /people: the list with its pages and filters, and the search by name. */
export function createPeopleListRouter(): Router<PersonContext> {
  const router = createRouter<PersonContext>('people', isPrivate)

  router.command(
    'people',
    adminsOnly(async (ctx, args) => {
      if (args !== '') return search(ctx, args)
      const { text, keyboard } = await list(ctx, 'all', 0)
      ctx.ui.send(text, keyboard)
    }),
  )

  router.button(
    peopleListButton,
    adminsOnly(async (ctx, { filter, page }) => {
      if (ctx.session.get(searching)) ctx.session.clear()
      const { text, keyboard } = await list(ctx, filter, page)
      ctx.ui.show(text, keyboard)
    }),
  )

  router.button(
    peopleSearchButton,
    adminsOnly((ctx) => {
      ctx.session.set(searching, { query: '' })
      ctx.ui.send(peopleTexts[ctx.language].askQuery)
    }),
  )

  router.step(
    searching,
    adminsOnly(async (ctx, _before, { text }) => {
      if (text === undefined) return ctx.ui.send(peopleTexts[ctx.language].queryIsText)
      await search(ctx, text)
    }),
  )

  router.button(
    peopleFoundButton,
    adminsOnly(async (ctx, { page }) => {
      const query = ctx.session.get(searching)?.query
      if (!query) return ctx.ui.toast(helpTexts[ctx.language].staleButton)
      const { text, keyboard } = await found(ctx, query, page)
      ctx.ui.show(text, keyboard)
    }),
  )

  return router
}

async function search(ctx: PersonContext, typed: string): Promise<void> {
  const query = [...typed.toWellFormed().replaceAll('\0', '')].slice(0, maxQuery).join('')
  ctx.session.set(searching, { query })
  const { text, keyboard } = await found(ctx, query, 0)
  ctx.ui.send(text, keyboard)
}

async function list(ctx: PersonContext, filter: PeopleFilter, wanted: number) {
  const found = await listPeople(ctx.tx, { filter, page: wanted, size: pageSize })
  const text = peopleTexts[ctx.language].list(filter, found.total, found.page, found.pages)
  return { text, keyboard: listKeyboard(found, filter, ctx.language) }
}

async function found(ctx: PersonContext, query: string, wanted: number) {
  const texts = peopleTexts[ctx.language]
  const people = await listPeople(ctx.tx, { filter: 'anybody', search: query, page: wanted, size: pageSize })
  const text =
    people.total === 0
      ? texts.nobodyFound(query)
      : texts.found(query, people.total, people.page, people.pages)
  return { text, keyboard: foundKeyboard(people, ctx.language) }
}
