import { joinHtml, shorten } from '../telegram/html.ts'
import { turningRow } from '../telegram/keyboard.ts'
import type { PersonContext } from './identify.ts'
import { offboardTexts } from './offboard-texts.ts'
import {
  offboardButton,
  offboardFoundButton,
  offboardSearchButton,
  receiverButton,
} from './people-buttons.ts'
import type { PeopleDeps } from './people-deps.ts'
import { listPeople } from './people-list-store.ts'
import { foundText, type PageView } from './people-search.ts'
import { peopleSearchTexts } from './people-search-texts.ts'
import { listPeopleByRole } from './people-store.ts'
import { type Person, roles } from './person.ts'
import { backToPerson } from './person-card.ts'
import type { Work } from './work.ts'

const pageSize = 8
const maxName = 40

/** A page of those who could take over what a leaver has to do: all of them, or whose names have the words. */
export async function receiversPage(
  ctx: PersonContext,
  { work }: Pick<PeopleDeps, 'work'>,
  { person, openWork, query, page }: { person: Person; openWork: Work; query?: string; page: number },
): Promise<PageView> {
  const { language } = ctx
  const { id } = person
  const texts = offboardTexts[language]
  const able = (await listPeopleByRole(ctx.tx, roles)).filter((one) => work.canTake(one, openWork))
  const found = await listPeople(ctx.tx, {
    ...{ filter: 'active', among: able.map((one) => one.id), exceptIds: [id], page, size: pageSize },
    ...(query === undefined ? {} : { search: query }),
  })
  const search = { text: peopleSearchTexts[language].searchButton, data: offboardSearchButton.pack({ id }) }
  const all = { text: texts.allButton, data: offboardButton.pack({ id, page: 0 }) }
  return {
    text: joinHtml(
      [texts.chooseReceiver(person, openWork), query !== undefined && foundText(found, query, language)],
      '\n\n',
    ),
    keyboard: {
      inline: [
        ...found.people.map((one) => [
          { text: shorten(one.name, maxName), data: receiverButton.pack({ id, to: one.id }) },
        ]),
        turningRow(found, (to) =>
          query === undefined
            ? offboardButton.pack({ id, page: to })
            : offboardFoundButton.pack({ page: to }),
        ),
        query === undefined ? (found.pages > 1 ? [search] : []) : [all],
        [{ text: texts.nobodyButton(openWork), data: receiverButton.pack({ id, to: 0 }) }],
        ...backToPerson(id, language).inline,
      ],
    },
  }
}
