import type { Texts } from '../platform/language.ts'
import { type Html, html } from '../telegram/html.ts'
import type { PeriodKind } from './kpi-period.ts'

/** Numbers come as words, with their change behind them: «12 (+3)». */
interface KpiCardTexts {
  title: { school: Html; own: Html; nobody: Html; of(name: string): Html }
  period: Record<PeriodKind, string>
  /** `days` such as «16 ноября – 22 ноября», `kind` in the words above. */
  days(kind: string, days: string): Html
  /** How the numbers in brackets came about. */
  compared: Record<PeriodKind, (from: string, to: string) => Html>
  comparedWhole: Record<PeriodKind, Html>
  notCompared: Html
  tasks: {
    title: Html
    none: Html
    issued(n: string): Html
    noneDue: Html
    due(n: string): Html
    done(n: string): Html
    onTime(n: string, percent: string | undefined): Html
    late(n: string): Html
    overdue(n: string): Html
    notDue(n: string): Html
    awaiting(n: string): Html
    returned(n: string): Html
    moved(n: string): Html
    meanDelay(time: string): Html
    now(overdue: string, awaiting: string): Html
  }
  tickets: {
    title: Html
    titleOfPerson: Html
    none: Html
    filed(n: string): Html
    resolved(n: string): Html
    open(n: string): Html
    closedWithout(duplicates: string, cancelled: string): Html
    noResponse: Html
    response(half: string, most: string): Html
    responseWithin(percent: string): Html
    noResolution: Html
    resolution(half: string, most: string): Html
    resolutionWithin(percent: string): Html
    reopened(n: string): Html
    rating(mean: string, rated: string): Html
    noRating: Html
    now(open: string, oldest: string | undefined): Html
  }
  /** What the times are. */
  workingTime: Html
}

export const kpiCardTexts: Texts<KpiCardTexts> = {
  ru: {
    title: {
      school: html`📊 <b>Показатели школы</b>`,
      own: html`📊 <b>Мои показатели</b>`,
      nobody: html`📊 <b>Заявки без исполнителя</b>`,
      of: (name) => html`📊 <b>${name}</b>`,
    },
    period: { week: 'Неделя', month: 'Месяц', year: 'Учебный год' },
    days: (kind, days) => html`${kind}: ${days}`,
    compared: {
      week: (from, to) =>
        html`<i>В скобках: больше или меньше, чем за те же дни прошлой недели (с ${from} по ${to})</i>`,
      month: (from, to) =>
        html`<i>В скобках: больше или меньше, чем за те же дни прошлого месяца (с ${from} по ${to})</i>`,
      year: (from, to) =>
        html`<i>В скобках: больше или меньше, чем к тому же дню прошлого учебного года (с ${from} по ${to})</i>`,
    },
    comparedWhole: {
      week: html`<i>В скобках: больше или меньше, чем за неделю до этого</i>`,
      month: html`<i>В скобках: больше или меньше, чем за месяц до этого</i>`,
      year: html`<i>В скобках: больше или меньше, чем за учебный год до этого</i>`,
    },
    notCompared: html`<i>Сравнить пока не с чем: более ранних записей нет</i>`,
    tasks: {
      title: html`📋 <b>Поручения</b>`,
      none: html`За это время поручений не было.`,
      issued: (n) => html`Выдано: <b>${n}</b>`,
      noneDue: html`Поручений со сроком в это время не было.`,
      due: (n) => html`Срок наступает в это время: <b>${n}</b>, из них`,
      done: (n) => html`• исполнено: <b>${n}</b>`,
      onTime: (n, percent) =>
        percent === undefined
          ? html`• в срок: <b>${n}</b>`
          : html`• в срок: <b>${n}</b>, это <b>${percent}</b>`,
      late: (n) => html`• с опозданием: <b>${n}</b>`,
      overdue: (n) => html`• просрочено: <b>${n}</b>`,
      notDue: (n) => html`• срок ещё впереди: <b>${n}</b>`,
      awaiting: (n) => html`• ждут приёмки: <b>${n}</b>`,
      returned: (n) => html`• возвращали на доработку: <b>${n}</b>`,
      moved: (n) => html`• переносили срок: <b>${n}</b>`,
      meanDelay: (time) => html`• опоздание в среднем: <b>${time}</b>`,
      now: (overdue, awaiting) =>
        html`Сейчас, за всё время: просрочено <b>${overdue}</b>, ждут приёмки <b>${awaiting}</b>`,
    },
    tickets: {
      title: html`🎫 <b>Заявки</b>`,
      titleOfPerson: html`🎫 <b>Заявки, где назначен исполнителем</b>`,
      none: html`За это время заявок не было.`,
      filed: (n) => html`Подано: <b>${n}</b>`,
      resolved: (n) => html`• выполнено: <b>${n}</b>`,
      open: (n) => html`• в работе и ждут: <b>${n}</b>`,
      closedWithout: (duplicates, cancelled) =>
        html`• повторы: <b>${duplicates}</b>, отменено: <b>${cancelled}</b>`,
      noResponse: html`• на заявки ещё не отвечали`,
      response: (half, most) =>
        html`• первый ответ: половина до <b>${half}</b>, девять из десяти до <b>${most}</b>`,
      responseWithin: (percent) => html`• ответили вовремя: <b>${percent}</b>`,
      noResolution: html`• выполненных пока нет`,
      resolution: (half, most) =>
        html`• решение: половина до <b>${half}</b>, девять из десяти до <b>${most}</b>`,
      resolutionWithin: (percent) => html`• решили вовремя: <b>${percent}</b>`,
      reopened: (n) => html`• автор возвращал: <b>${n}</b>`,
      rating: (mean, rated) => html`• оценка: <b>${mean}</b> из 5, оценок: <b>${rated}</b>`,
      noRating: html`• оценок пока нет`,
      now: (open, oldest) =>
        oldest === undefined
          ? html`Сейчас открытых заявок нет`
          : html`Сейчас открыто: <b>${open}</b>, самая старая от ${oldest}`,
    },
    workingTime: html`<i>Часы считаются рабочие, по календарю школы</i>`,
  },
  en: {
    title: {
      school: html`📊 <b>Figures of the school</b>`,
      own: html`📊 <b>My figures</b>`,
      nobody: html`📊 <b>Tickets without an assignee</b>`,
      of: (name) => html`📊 <b>${name}</b>`,
    },
    period: { week: 'Week', month: 'Month', year: 'School year' },
    days: (kind, days) => html`${kind}: ${days}`,
    compared: {
      week: (from, to) =>
        html`<i>In brackets: more or less than in the same days of last week (${from} to ${to})</i>`,
      month: (from, to) =>
        html`<i>In brackets: more or less than in the same days of last month (${from} to ${to})</i>`,
      year: (from, to) =>
        html`<i>In brackets: more or less than by the same day of last school year (${from} to ${to})</i>`,
    },
    comparedWhole: {
      week: html`<i>In brackets: more or less than in the week before</i>`,
      month: html`<i>In brackets: more or less than in the month before</i>`,
      year: html`<i>In brackets: more or less than in the school year before</i>`,
    },
    notCompared: html`<i>Nothing to compare with yet: there are no earlier records</i>`,
    tasks: {
      title: html`📋 <b>Orders</b>`,
      none: html`There were no orders in this time.`,
      issued: (n) => html`Given: <b>${n}</b>`,
      noneDue: html`No order was due in this time.`,
      due: (n) => html`Due in this time: <b>${n}</b>, of these`,
      done: (n) => html`• done: <b>${n}</b>`,
      onTime: (n, percent) =>
        percent === undefined
          ? html`• on time: <b>${n}</b>`
          : html`• on time: <b>${n}</b>, that is <b>${percent}</b>`,
      late: (n) => html`• late: <b>${n}</b>`,
      overdue: (n) => html`• overdue: <b>${n}</b>`,
      notDue: (n) => html`• not due yet: <b>${n}</b>`,
      awaiting: (n) => html`• waiting for acceptance: <b>${n}</b>`,
      returned: (n) => html`• returned for rework: <b>${n}</b>`,
      moved: (n) => html`• deadline moved: <b>${n}</b>`,
      meanDelay: (time) => html`• mean delay: <b>${time}</b>`,
      now: (overdue, awaiting) =>
        html`Now, of all time: overdue <b>${overdue}</b>, waiting for acceptance <b>${awaiting}</b>`,
    },
    tickets: {
      title: html`🎫 <b>Tickets</b>`,
      titleOfPerson: html`🎫 <b>Tickets assigned</b>`,
      none: html`There were no tickets in this time.`,
      filed: (n) => html`Filed: <b>${n}</b>`,
      resolved: (n) => html`• resolved: <b>${n}</b>`,
      open: (n) => html`• still open: <b>${n}</b>`,
      closedWithout: (duplicates, cancelled) =>
        html`• duplicates: <b>${duplicates}</b>, cancelled: <b>${cancelled}</b>`,
      noResponse: html`• not answered yet`,
      response: (half, most) =>
        html`• first response: half within <b>${half}</b>, nine in ten within <b>${most}</b>`,
      responseWithin: (percent) => html`• answered in time: <b>${percent}</b>`,
      noResolution: html`• none resolved yet`,
      resolution: (half, most) =>
        html`• resolution: half within <b>${half}</b>, nine in ten within <b>${most}</b>`,
      resolutionWithin: (percent) => html`• resolved in time: <b>${percent}</b>`,
      reopened: (n) => html`• sent back by the author: <b>${n}</b>`,
      rating: (mean, rated) => html`• rating: <b>${mean}</b> of 5, ratings: <b>${rated}</b>`,
      noRating: html`• not rated yet`,
      now: (open, oldest) =>
        oldest === undefined
          ? html`No tickets are open now`
          : html`Open now: <b>${open}</b>, the oldest since ${oldest}`,
    },
    workingTime: html`<i>Times are working hours by the calendar of the school</i>`,
  },
}
