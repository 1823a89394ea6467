import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SessionStore } from '../src/telegram/session.ts'
import type { Outcome, PressDesk } from './press-desk.ts'
import { type PressedIds, type Presser, type PressWorld, typed } from './press-world.ts'

/** A press on a button that is known, or on the first one shown whose data begins so; or something written. */
type Step = { press: (ids: PressedIds) => string } | { first: string } | { write: string }

export interface Beginning {
  /** The name of the dialogue that somebody is in by now. */
  dialogue: string
  by: Presser
  steps: readonly Step[]
  /** How it ends by going on to its end; left out: there is nothing to be sent in it. */
  end?: readonly Step[]
  /** Goes on in another role; why stands where it is defined. */
  outlivesRole?: true
  /** What was typed is kept when something else is turned to. */
  resumable?: true
}

const press = (data: (ids: PressedIds) => string): Step => ({ press: data })
const first = (prefix: string): Step => ({ first: prefix })
const write: Step = { write: typed }
const outlivesRole = true

/** How each dialogue that there is is begun, with words in it where it takes words. */
export const beginnings: readonly Beginning[] = [
  {
    ...{ dialogue: 'new_ticket', by: 'staff', outlivesRole, resumable: true },
    steps: [{ write: '/new' }, first('d_cat'), write, write],
    end: [first('d_urg'), first('d_send')],
  },
  { dialogue: 'stray_message', by: 'staff', outlivesRole, steps: [write] },
  {
    dialogue: 'author_words',
    by: 'author',
    outlivesRole,
    steps: [press(({ ticket }) => `t_comment:${ticket}`)],
    end: [write],
  },
  { dialogue: 'search', by: 'staff', outlivesRole, steps: [press(() => 'find_again')], end: [write] },
  { dialogue: 'search_results', by: 'specialist', outlivesRole, steps: [{ write: `/find ${typed}` }] },
  { dialogue: 'own_name', by: 'staff', outlivesRole, steps: [press(() => 'own-name')], end: [write] },
  { dialogue: 'access_name', by: 'stranger', steps: [press(() => 'access-ask')], end: [write] },
  {
    dialogue: 'ticket_words',
    by: 'specialist',
    steps: [press(({ ticket }) => `t_note:${ticket}`)],
    end: [write],
  },
  {
    dialogue: 'ticket_choice',
    by: 'admin',
    steps: [press(({ ticket }) => `t_hand_over:${ticket}`)],
    end: [first('w_to')],
  },
  {
    ...{ dialogue: 'ticket_duplicate', by: 'specialist' },
    steps: [press(({ newTicket }) => `t_link_duplicate:${newTicket}`), write, { write: '1' }],
    end: [first('w_dup')],
  },
  { dialogue: 'export_dates', by: 'director', steps: [press(() => 'exp_period:own'), write] },
  {
    dialogue: 'export_format',
    by: 'director',
    steps: [press(() => 'exp_period:school_year')],
    end: [first('exp_make')],
  },
  {
    dialogue: 'category',
    by: 'admin',
    steps: [press(() => 'cat_add'), write, write],
    end: [first('cat_usual')],
  },
  {
    dialogue: 'target',
    by: 'admin',
    steps: [press(() => 'target_ask:normal:response'), write],
    end: [{ write: '3 ч' }],
  },
  {
    dialogue: 'calendar_week',
    by: 'admin',
    steps: [press(() => 'cal_wd:1'), write],
    end: [{ write: '9:00-17:00' }],
  },
  {
    ...{ dialogue: 'calendar_days', by: 'admin' },
    steps: [press(() => 'cal_day:20261224'), first('cal_kind')],
    end: [write],
  },
  { dialogue: 'calendar_import', by: 'admin', steps: [press(() => 'cal_import'), write] },
  {
    dialogue: 'person_name',
    by: 'admin',
    steps: [press(({ person }) => `person-name:${person}`)],
    end: [write],
  },
  {
    dialogue: 'invite',
    by: 'admin',
    steps: [{ write: '/invite' }, first('invite-role')],
    end: [first('invite-uses'), first('invite-days')],
  },
  { dialogue: 'people_search', by: 'admin', steps: [press(() => 'people-search'), write] },
  {
    dialogue: 'offboard_search',
    by: 'admin',
    steps: [press(({ person }) => `offboard-search:${person}`), write],
  },
  { dialogue: 'givers_search', by: 'director', steps: [press(() => 'givers_search'), write] },
  {
    ...{ dialogue: 'new_order', by: 'giver', outlivesRole, resumable: true },
    steps: [{ write: `/task ${typed}` }, first('give_who')],
    end: [{ write: 'завтра в 15:00' }, first('give_send')],
  },
  {
    ...{ dialogue: 'order_or_next', by: 'giver', outlivesRole, resumable: true },
    steps: [{ write: `/task ${typed}` }, { write: `/task ${typed} ещё` }],
    end: [first('give_drop')],
  },
  {
    ...{ dialogue: 'task_words', by: 'director', outlivesRole },
    steps: [press(({ order }) => `task_comment:${order}`), write],
    end: [first('ta_send')],
  },
  {
    dialogue: 'task_deadline',
    by: 'director',
    outlivesRole,
    steps: [press(({ order }) => `task_move:${order}`), write],
  },
  {
    ...{ dialogue: 'task_reason', by: 'director', outlivesRole },
    steps: [press(({ order }) => `task_cancel:${order}`), write],
    end: [first('ta_cancel')],
  },
  {
    dialogue: 'task_doer',
    by: 'director',
    outlivesRole,
    steps: [press(({ order }) => `task_reassign:${order}`), write],
  },
]

/** No questions, but albums whose other files may still come, and when somebody was last told something. */
export const notBegun = ['ticket_album', 'order_album', 'told']

/** Goes the steps; gives what the last of them brought. */
export async function go(
  { desk, world: { ids, who } }: { desk: PressDesk; world: PressWorld },
  by: Presser,
  steps: readonly Step[],
  sessions: SessionStore,
  buttons: readonly string[] = [],
): Promise<Outcome> {
  let outcome: Outcome = { toast: '', shown: '', buttons: [...buttons], changed: false, dialogue: undefined }
  for (const step of steps) {
    if ('write' in step) {
      outcome = await desk.write(who[by], step.write, sessions)
      continue
    }
    const data = 'press' in step ? step.press(ids) : shownButton(outcome.buttons, step.first)
    outcome = await desk.press(who[by], data, sessions)
  }
  return outcome
}

function shownButton(shown: readonly string[], prefix: string): string {
  const data = shown.find((one) => one.split(':')[0] === prefix && !one.endsWith(':none'))
  if (data === undefined) throw new Error(`no button ${prefix} among ${shown.join(' ')}`)
  return data
}

/** The names of all dialogues in the sources. */
export function dialogueNames(): string[] {
  const root = join(import.meta.dirname, '../src')
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(root, path), 'utf8'))
  const names = /(?:fsmState\(|createPeopleSearch\(\{\s*name:)\s*'([a-z_]+)'/g
  return sources.flatMap((source) => [...source.matchAll(names)].map(([, name = '']) => name))
}
