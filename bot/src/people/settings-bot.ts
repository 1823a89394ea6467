import { isPrivate } from '../telegram/is-private.ts'
import { createRouter, type Router } from '../telegram/router.ts'
import { askOwnName } from './ask-own-name.ts'
import { changeLanguage } from './change-language.ts'
import type { PersonContext } from './identify.ts'
import { nameTexts } from './name-texts.ts'
import type { PeopleDeps } from './people-deps.ts'
import { renamePerson } from './rename-person.ts'
import {
  changeNameButton,
  keepNameButton,
  languageButton,
  languageKeyboard,
  settingsKeyboard,
} from './settings-buttons.ts'
import { ownName } from './settings-dialogues.ts'
import { settingsTexts } from './settings-texts.ts'

/** What everybody sets for himself: the name and the language. */
export function createSettingsRouter(deps: PeopleDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('settings', isPrivate)

  router.command('settings', (ctx) => {
    ctx.ui.send(settingsTexts[ctx.language].settings(ctx.person), settingsKeyboard(ctx.person))
  })

  router.command('lang', (ctx) => {
    ctx.ui.send(settingsTexts[ctx.language].chooseLanguage, languageKeyboard())
  })

  router.button(languageButton, async (ctx, { to }) => {
    const person = await changeLanguage(ctx.tx, deps, { person: ctx.person, language: to, now: ctx.now })
    const texts = settingsTexts[person.language]
    ctx.ui.dropButtons()
    ctx.ui.send(texts.languageChanged, deps.menu.keyboard(person))
  })

  router.button(changeNameButton, (ctx) => askOwnName(ctx, ctx.person))

  router.button(keepNameButton, (ctx) => {
    if (ctx.session.get(ownName)) ctx.session.clear()
    ctx.ui.show(settingsTexts[ctx.language].nameKept)
  })

  router.step(ownName, async (ctx, _data, { text }) => {
    if (text === undefined) return ctx.ui.send(nameTexts[ctx.language].isText)
    const { id } = ctx.person
    const renaming = await renamePerson(ctx.tx, { actorId: id, personId: id, typed: text, now: ctx.now })
    if (renaming.kind === 'not_a_name') return ctx.ui.send(nameTexts[ctx.language].notAName)
    ctx.session.clear()
    if ('person' in renaming) {
      ctx.ui.send(
        settingsTexts[ctx.language].nameChanged(renaming.person.name),
        deps.menu.keyboard(renaming.person),
      )
    }
  })

  return router
}
