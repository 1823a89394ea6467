import { z } from 'zod'
import { isPrivate } from '../telegram/is-private.ts'
import { createRouter, type Router } from '../telegram/router.ts'
import { adminsOnly } from './admins-only.ts'
import type { PersonContext } from './identify.ts'
import { peopleFoundButton, peopleListButton, peopleSearchButton } from './people-buttons.ts'
import type { PeopleFilter } from './people-filter.ts'
import { foundKeyboard, listKeyboard } from './people-list.ts'
import { listPeople } from './people-list-store.ts'
import { createPeopleSearch, foundText, type PageView } from './people-search.ts'
import { peopleTexts } from './people-texts.ts'

const pageSize = 8

/** /people: the list with its pages and filters, and the search by name. */
export function createPeopleListRouter(): Router<PersonContext> {
  const router = createRouter<PersonContext>('people', isPrivate)
  const search = createPeopleSearch({
    name: 'people_search',
    scope: z.object({}),
    guard: adminsOnly,
    searchButton: peopleSearchButton,
    foundButton: peopleFoundButton,
    found,
  })

  router.command(
    'people',
    adminsOnly(async (ctx, args) => {
      if (args !== '') return search.search(ctx, args, {})
      const { text, keyboard } = await list(ctx, 'all', 0)
      ctx.ui.send(text, keyboard)
    }),
  )

  router.button(
    peopleListButton,
    adminsOnly(async (ctx, { filter, page }) => {
      search.end(ctx)
      const { text, keyboard } = await list(ctx, filter, page)
      ctx.ui.show(text, keyboard)
    }),
  )

  search.addTo(router)
  return router
}

async function list(ctx: PersonContext, filter: PeopleFilter, wanted: number): Promise<PageView> {
  const found = await listPeople(ctx.tx, { filter, page: wanted, size: pageSize })
  const text = peopleTexts[ctx.language].list(filter, found.total, found.page, found.pages)
  return { text, keyboard: listKeyboard(found, filter, ctx.language) }
}

async function found(ctx: PersonContext, query: string, wanted: number): Promise<PageView> {
  const people = await listPeople(ctx.tx, { filter: 'anybody', search: query, page: wanted, size: pageSize })
  return { text: foundText(people, query, ctx.language), keyboard: foundKeyboard(people, ctx.language) }
}
