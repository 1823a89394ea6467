import { z } from 'zod'
import type { Language } from '../platform/language.ts'
import type { CallbackData } from '../telegram/callback-data.ts'
import { type Html, html } from '../telegram/html.ts'
import type { Keyboard } from '../telegram/keyboard.ts'
import type { Router } from '../telegram/router.ts'
import { fsmState } from '../telegram/session.ts'
import type { PersonContext } from './identify.ts'
import type { PeoplePage } from './people-list-store.ts'
import { peopleSearchTexts } from './people-search-texts.ts'

/** A page of a list, as it is shown. */
export interface PageView {
  text: Html
  keyboard: Keyboard
}

/** Lets through who may see the list, and tells the others. */
type Guard = <A extends unknown[]>(
  handler: (ctx: PersonContext, ...args: A) => Promise<void> | void,
) => (ctx: PersonContext, ...args: A) => Promise<void> | void

export interface PeopleSearchOptions<Scope> {
  /** Of its dialogue. */
  name: string
  /** What the search is about beside the words; the button that begins it says so. */
  scope: z.ZodType<Scope>
  guard: Guard
  searchButton: CallbackData<Scope>
  /** Another page: the words are in the session, a button must not carry them. */
  foundButton: CallbackData<{ page: number }>
  /** A page of those whose names have the words; undefined when there is nothing to search in any more. */
  found(ctx: PersonContext, query: string, page: number, scope: Scope): Promise<PageView | undefined>
}

/** Looking for people by name: every text that somebody writes is a new search until he does something else. */
export interface PeopleSearch<Scope> {
  /** The handlers of its buttons and of what is typed. */
  addTo(router: Router<PersonContext>): void
  search(ctx: PersonContext, typed: string, scope: Scope): Promise<void>
  /** A page of what was last searched for; undefined when that is forgotten. */
  again(ctx: PersonContext, page: number): Promise<PageView | undefined>
  /** What is typed from here on is no search. */
  end(ctx: PersonContext): void
}

const maxQuery = 100

/** Over a page of what was found. */
export function foundText({ total, page, pages }: PeoplePage, query: string, language: Language): Html {
  const texts = peopleSearchTexts[language]
  return total === 0 ? texts.nobodyFound(query) : texts.found(query, total, page, pages)
}

export function createPeopleSearch<Scope>(options: PeopleSearchOptions<Scope>): PeopleSearch<Scope> {
  const { guard, found } = options
  const searching = fsmState(options.name, z.object({ query: z.string(), scope: options.scope }), {
    asks: false,
  })

  async function search(ctx: PersonContext, typed: string, scope: Scope): Promise<void> {
    const query = [...typed.toWellFormed().replaceAll('\0', '')].slice(0, maxQuery).join('')
    ctx.session.set(searching, { query, scope })
    const shown = await found(ctx, query, 0, scope)
    if (shown) ctx.ui.send(shown.text, shown.keyboard)
    else ctx.ui.send(html`${peopleSearchTexts[ctx.language].stale}`)
  }

  async function again(ctx: PersonContext, page: number): Promise<PageView | undefined> {
    const last = ctx.session.get(searching)
    return last?.query ? found(ctx, last.query, page, last.scope) : undefined
  }

  return {
    search,
    again,
    end(ctx) {
      if (ctx.session.get(searching)) ctx.session.clear()
    },
    addTo(router) {
      router.button(
        options.searchButton,
        guard((ctx, scope) => {
          ctx.session.set(searching, { query: '', scope })
          ctx.ui.send(peopleSearchTexts[ctx.language].askQuery)
        }),
      )
      router.step(
        searching,
        guard(async (ctx, { scope }, { text }) => {
          if (text === undefined) return ctx.ui.send(peopleSearchTexts[ctx.language].queryIsText)
          await search(ctx, text, scope)
        }),
      )
      router.button(
        options.foundButton,
        guard(async (ctx, { page }) => {
          const shown = await again(ctx, page)
          if (shown) ctx.ui.show(shown.text, shown.keyboard)
          else ctx.ui.toast(peopleSearchTexts[ctx.language].stale)
        }),
      )
    },
  }
}
