import type { Texts } from '../platform/language.ts'
import { russianPlural } from '../platform/plural.ts'
import { type Html, html } from '../telegram/html.ts'
import type { KpiPart, KpiSlice } from './kpi-buttons.ts'
import type { KpiFigure, TaskOutcome } from './kpi-figure.ts'
import type { PeriodKind } from './kpi-period.ts'

interface KpiListTexts {
  command: string
  button: string
  onlyInPrivate(botUsername: string): Html
  notYours: string
  gone: string
  /** On a button, and over the list. */
  figure: Record<KpiFigure, string>
  outcome: Record<TaskOutcome, string>
  kinds: Record<PeriodKind, string>
  parts: Record<KpiPart, string>
  slices: Record<KpiSlice, string>
  sliceHint: Record<KpiSlice, Html>
  none: Html
  making: string
  stillMaking: string
  /** Back to the figures of the school. */
  school: string
  due(moment: string): string
  late(time: string): string
  lateByLessThanMinute: string
  /** The deadline passed, and the school has not worked since, or did not until the report. */
  lateOutsideHours: string
  moved(times: number): string
  returned(times: number): string
  response(time: string): string
  resolution(time: string): string
  nobody: string
  /** On the button of a specialist, a category or a place. */
  tickets(filed: string, open: string): string
}

export const kpiListTexts: Texts<KpiListTexts> = {
  ru: {
    command: 'Показатели',
    button: '📊 Показатели',
    onlyInPrivate: (bot) => html`Показатели открываются в личном чате с ботом: @${bot}.`,
    notYours: 'Эти показатели вам недоступны. Свои вы найдёте в /kpi',
    gone: 'Таких показателей больше нет. Откройте их снова: /kpi',
    figure: {
      issued: 'Выдано',
      due: 'Срок в это время',
      done: 'Исполнено',
      on_time: 'В срок',
      late: 'С опозданием',
      overdue: 'Просрочено',
      not_due: 'Срок впереди',
      awaiting_acceptance: 'Ждут приёмки',
      returned: 'Возвращали',
      moved: 'Переносили срок',
      delayed: 'Опоздание',
      overdue_now: 'Сейчас просрочено',
      awaiting_now: 'Сейчас ждут приёмки',
      filed: 'Подано',
      resolved: 'Выполнено',
      open: 'В работе и ждут',
      duplicates: 'Повторы',
      cancelled: 'Отменено',
      responded: 'Время ответа',
      response_within: 'Ответ вовремя',
      response_missed: 'Нет ответа вовремя',
      resolution_within: 'Решено вовремя',
      resolution_missed: 'Не решено вовремя',
      reopened: 'Автор возвращал',
      rated: 'С оценкой',
      open_now: 'Сейчас открыто',
    },
    outcome: {
      on_time: '✅ в срок',
      late: '🟠 с опозданием',
      overdue: '🔴 просрочено',
      awaiting_acceptance: '📝 ждёт приёмки',
      not_due: '⏳ срок впереди',
    },
    kinds: { week: 'Неделя', month: 'Месяц', year: 'Уч. год' },
    parts: {
      home: '⬅️ Назад',
      tasks: '🔎 Поручения',
      tickets: '🔎 Заявки',
      file: '📎 В файл',
    },
    slices: {
      people: '👥 По людям',
      specialist: '🛠 Исполнители',
      category: '🗂 По категориям',
      place: '📍 По местам',
    },
    sliceHint: {
      people: html`Доля исполненных в срок, 🔴 сколько просрочено. Сначала те, у кого хуже всего.`,
      specialist: html`Сколько заявок у каждого и какая доля решена вовремя.`,
      category: html`Сколько заявок подано и какая доля решена вовремя.`,
      place: html`Откуда больше всего заявок и какая доля решена вовремя.`,
    },
    none: html`Здесь пока пусто.`,
    making: 'Готовлю файл, пришлю его сюда',
    stillMaking: 'Прошлый файл ещё готовится. Дождитесь его, пожалуйста.',
    school: '⬅️ Вся школа',
    due: (moment) => `срок ${moment}`,
    late: (time) => `опоздание ${time}`,
    lateByLessThanMinute: 'опоздание меньше минуты',
    lateOutsideHours: 'опоздание в нерабочее время',
    moved: (n) => `срок переносили ${n} ${russianPlural(n, 'раз', 'раза', 'раз')}`,
    returned: (n) => `возвращали ${n} ${russianPlural(n, 'раз', 'раза', 'раз')}`,
    response: (time) => `ответ за ${time}`,
    resolution: (time) => `решение за ${time}`,
    nobody: 'без исполнителя',
    tickets: (filed, open) => `${filed}, открыто ${open}`,
  },
  en: {
    command: 'KPI',
    button: '📊 KPI',
    onlyInPrivate: (bot) => html`Figures open in a private chat with the bot: @${bot}.`,
    notYours: 'These figures are not open to you. Yours are in /kpi',
    gone: 'These figures are gone. Open them again: /kpi',
    figure: {
      issued: 'Given',
      due: 'Due in this time',
      done: 'Done',
      on_time: 'On time',
      late: 'Late',
      overdue: 'Overdue',
      not_due: 'Not due yet',
      awaiting_acceptance: 'To be accepted',
      returned: 'Returned',
      moved: 'Deadline moved',
      delayed: 'Delay',
      overdue_now: 'Overdue now',
      awaiting_now: 'To be accepted now',
      filed: 'Filed',
      resolved: 'Resolved',
      open: 'Still open',
      duplicates: 'Duplicates',
      cancelled: 'Cancelled',
      responded: 'Response time',
      response_within: 'Answered in time',
      response_missed: 'Not answered in time',
      resolution_within: 'Resolved in time',
      resolution_missed: 'Not resolved in time',
      reopened: 'Sent back',
      rated: 'Rated',
      open_now: 'Open now',
    },
    outcome: {
      on_time: '✅ on time',
      late: '🟠 late',
      overdue: '🔴 overdue',
      awaiting_acceptance: '📝 to be accepted',
      not_due: '⏳ not due yet',
    },
    kinds: { week: 'Week', month: 'Month', year: 'Year' },
    parts: {
      home: '⬅️ Back',
      tasks: '🔎 Orders',
      tickets: '🔎 Tickets',
      file: '📎 As a file',
    },
    slices: {
      people: '👥 By person',
      specialist: '🛠 Specialists',
      category: '🗂 By category',
      place: '📍 By place',
    },
    sliceHint: {
      people: html`The share done on time, 🔴 how many are overdue. The worst come first.`,
      specialist: html`How many tickets each has, and the share resolved in time.`,
      category: html`How many tickets were filed, and the share resolved in time.`,
      place: html`Where most tickets come from, and the share resolved in time.`,
    },
    none: html`Nothing here yet.`,
    making: 'Preparing the file; it will come here',
    stillMaking: 'The last file is still being prepared. Please wait for it.',
    school: '⬅️ The school',
    due: (moment) => `due ${moment}`,
    late: (time) => `${time} late`,
    lateByLessThanMinute: 'less than a minute late',
    lateOutsideHours: 'late outside working hours',
    moved: (n) => (n === 1 ? 'deadline moved once' : `deadline moved ${n} times`),
    returned: (n) => (n === 1 ? 'returned once' : `returned ${n} times`),
    response: (time) => `response in ${time}`,
    resolution: (time) => `resolved in ${time}`,
    nobody: 'nobody assigned',
    tickets: (filed, open) => `${filed}, open ${open}`,
  },
}
