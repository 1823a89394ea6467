import type { PersonContext } from '../../people/identify.ts'
import { type ListedPerson, listPeople } from '../../people/people-list-store.ts'
import { type Html, joinHtml, shorten } from '../../telegram/html.ts'
import { type Keyboard, turningRow } from '../../telegram/keyboard.ts'
import type { TaskView } from '../card/task-views-store.ts'
import { refOf } from '../task-notice.ts'
import { allDoersButton, doersPageButton, toDoerButton } from './acting-buttons.ts'
import type { DoerChoice } from './acting-dialogues.ts'
import { type ActingDeps, deadlineWords, leaveRow } from './acting-turn.ts'
import { doerTexts } from './doer-texts.ts'

const pageSize = 8
const maxName = 40

export interface DoerList {
  text: Html
  keyboard: Keyboard
  total: number
}

/** A page of those who could take the order over: everybody who is here but the one who has it, and who gave it. */
export async function renderDoers(
  ctx: PersonContext,
  deps: ActingDeps,
  view: TaskView,
  choice: DoerChoice,
  page: number,
): Promise<DoerList> {
  const { draft, taskId, search } = choice
  const texts = doerTexts[ctx.language]
  const found = await listPeople(ctx.tx, {
    ...{ filter: 'active', exceptIds: [view.responsibleId, view.creatorId], page, size: pageSize },
    ...(search === undefined ? {} : { search }),
  })
  const people = found.people.map((person) => [
    { text: labelOf(person), data: toDoerButton.pack({ draft, taskId, personId: person.id }) },
  ])
  return {
    text: joinHtml(
      [
        texts.choose(view.id, refOf(view), deadlineWords(ctx, deps, view.deadline)),
        search === undefined ? texts.searchHint : texts[found.total > 0 ? 'found' : 'nobodyFound'](search),
      ],
      '\n\n',
    ),
    keyboard: {
      inline: [
        ...people,
        turningRow(found, (to) => doersPageButton.pack({ draft, taskId, page: to })),
        search === undefined ? [] : [{ text: texts.all, data: allDoersButton.pack({ draft, taskId }) }],
        leaveRow(ctx, choice),
      ],
    },
    total: found.total,
  }
}

function labelOf({ name, unreachableSince }: ListedPerson): string {
  return `${shorten(name, maxName)}${unreachableSince === null ? '' : ' 📵'}`
}
