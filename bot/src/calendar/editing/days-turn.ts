import type { PersonContext } from '../../people/identify.ts'
import { createLocalClock } from '../../platform/local-date.ts'
import type { Html } from '../../telegram/html.ts'
import { type DaysDialogue, daysDialogue } from '../calendar-dialogues.ts'
import { answer } from '../calendar-editors-only.ts'
import { listSchoolDays, loadCalendar } from '../calendar-store.ts'
import { calendarTexts } from '../calendar-texts.ts'
import { type RangeChange, touchedBy } from '../day-change.ts'
import { holdsFrom } from '../holds-from.ts'
import { type CalendarView, monthView, readerOf } from '../month-view.ts'
import { planChanges } from '../plan-changes.ts'
import type { DayRange } from '../school-day.ts'
import { findFingerprint } from '../working-days-store.ts'
import { changeSchoolDays, type DaysChanged } from './change-school-days.ts'
import { daysTexts } from './days-texts.ts'
import {
  changeQuestion,
  type DaysSurroundings,
  dayHoursQuestion,
  kindQuestion,
  nameQuestion,
} from './days-views.ts'
import { suggestedNames } from './suggested-names.ts'

/** More days than these are shown before they are saved. */
const mostUnseen = 7

type Asked = Exclude<DaysDialogue, { step: 'dates' }>
type Naming = Extract<DaysDialogue, { step: 'name' }>
type Confirming = Extract<DaysDialogue, { step: 'confirm' }>

/** The turns of the dialogue about days, however they were brought about. */
export interface DaysTurn {
  ask(ctx: PersonContext, dialogue: Asked): Promise<void>
  /** The same question once more, behind what was wrong with the answer. */
  askAgain(ctx: PersonContext, dialogue: Asked, fault: Html): Promise<void>
  askName(ctx: PersonContext, dialogue: Omit<Naming, 'step' | 'names'>): Promise<void>
  /** Saves the change, or asks first when it is a large one. */
  propose(ctx: PersonContext, dialogueId: string, change: RangeChange): Promise<void>
  save(ctx: PersonContext, dialogue: Confirming): Promise<void>
}

export function createDaysTurn({ timezone }: { timezone: string }): DaysTurn {
  const todayOf = (ctx: PersonContext) => createLocalClock(timezone).localTimeOf(ctx.now)

  async function around(ctx: PersonContext, range: DayRange, dialogueId: string): Promise<DaysSurroundings> {
    const [calendar, present] = [await loadCalendar(ctx.tx, timezone), await listSchoolDays(ctx.tx, range)]
    return { dialogueId, calendar, present, today: todayOf(ctx), language: ctx.language }
  }

  async function question(ctx: PersonContext, dialogue: Asked): Promise<CalendarView> {
    const range = dialogue.step === 'confirm' ? dialogue.change.range : dialogue.range
    const surroundings = await around(ctx, range, dialogue.dialogueId)
    switch (dialogue.step) {
      case 'kind':
        return kindQuestion(range, surroundings)
      case 'hours':
        return dayHoursQuestion(range, surroundings)
      case 'name':
        return nameQuestion(range, dialogue.names, surroundings)
      case 'confirm': {
        const planned = await planChanges(ctx.tx, { timezone, now: ctx.now }, [dialogue.change], null)
        if (planned.kind !== 'planned') return kindQuestion(range, surroundings)
        return changeQuestion(dialogue.change, planned.plan, surroundings)
      }
      default:
        return dialogue satisfies never
    }
  }

  async function ask(ctx: PersonContext, dialogue: Asked): Promise<void> {
    ctx.session.set(daysDialogue, dialogue)
    const { text, keyboard } = await question(ctx, dialogue)
    ctx.ui.show(text, keyboard)
  }

  async function propose(ctx: PersonContext, dialogueId: string, change: RangeChange): Promise<void> {
    const planned = await planChanges(ctx.tx, { timezone, now: ctx.now }, [change], null)
    if (planned.kind === 'planned' && touchedBy(planned.plan) > mostUnseen) {
      return askToConfirm(ctx, dialogueId, change)
    }
    const changed = await changeDays(ctx, change)
    if (changed.kind !== 'outdated') await finish(ctx, change, changed)
  }

  function changeDays(ctx: PersonContext, change: RangeChange, seen?: string): Promise<DaysChanged> {
    return changeSchoolDays(ctx.tx, { timezone }, { actorId: ctx.person.id, now: ctx.now, ...change, seen })
  }

  async function askToConfirm(ctx: PersonContext, dialogueId: string, change: RangeChange): Promise<void> {
    const seen = await findFingerprint(ctx.tx)
    await ask(ctx, { step: 'confirm', dialogueId, change, seen })
  }

  async function finish(
    ctx: PersonContext,
    { range }: RangeChange,
    changed: Exclude<DaysChanged, { kind: 'outdated' }>,
  ): Promise<void> {
    const texts = calendarTexts[ctx.language]
    ctx.session.clear()
    switch (changed.kind) {
      case 'changed':
        answer(ctx, `${texts.saved} ${holdsFrom(range, todayOf(ctx), ctx.language)}`)
        break
      case 'unchanged':
        answer(ctx, texts.unchanged)
        break
      case 'not_allowed':
      case 'never_open':
      case 'too_long':
      case 'out_of_calendar':
      case 'wrong_order':
        answer(ctx, texts.refusals[changed.kind], { alert: true })
        break
      default:
        return changed satisfies never
    }
    const { text, keyboard } = await monthView(ctx.tx, readerOf(ctx, timezone), range.from)
    ctx.ui.show(text, keyboard)
  }

  return {
    ask,
    propose,
    async askAgain(ctx, dialogue, fault) {
      ctx.ui.send(fault)
      const { text, keyboard } = await question(ctx, dialogue)
      ctx.ui.send(text, keyboard)
    },
    async askName(ctx, { dialogueId, range, what }) {
      const present = await listSchoolDays(ctx.tx, range)
      const names = suggestedNames(what.kind, range, present, ctx.language)
      await ask(ctx, { step: 'name', dialogueId, range, what, names })
    },
    async save(ctx, { dialogueId, change, seen }) {
      const changed = await changeDays(ctx, change, seen)
      if (changed.kind !== 'outdated') return finish(ctx, change, changed)
      answer(ctx, daysTexts[ctx.language].confirm.outdated, { alert: true })
      await askToConfirm(ctx, dialogueId, change)
    },
  }
}
