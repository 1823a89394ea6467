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
  compared(from: string, to: string): Html
  comparedWhole: Record<PeriodKind, Html>
  notCompared: Html
  tasks: {
    title: Html
    none: Html
    issued(n: string): Html
    noneDue: Html
    due(n: string): Html
    done(n: string, onTime: string, late: string): Html
    discipline(percent: string): Html
    left(overdue: string, awaiting: string, notDue: string): Html
    trouble(returned: string, moved: string): Html
    meanDelay(time: string): Html
    /** All that was late was so while the school did not work. */
    lateOutsideHours: Html
    lateByLessThanMinute: Html
    now(overdue: string, awaiting: string): Html
  }
  tickets: {
    title: Html
    titleOfPerson: Html
    none: Html
    filed(n: string): Html
    resolved(n: string, open: string): Html
    closedWithout(duplicates: string, cancelled: string): Html
    noResponse: Html
    response(half: string, most: string): Html
    noResolution: Html
    resolution(half: string, most: string): Html
    /** Shares of tickets answered and resolved within their targets. */
    within: Record<'response' | 'resolution', (percent: string) => string>
    inTime(shares: string): Html
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
    compared: (from, to) => html`<i>В скобках: больше или меньше, чем с ${from} по ${to}</i>`,
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
      done: (n, onTime, late) =>
        html`• исполнено: <b>${n}</b>, в срок <b>${onTime}</b>, с опозданием <b>${late}</b>`,
      discipline: (percent) => html`• доля в срок: <b>${percent}</b>`,
      left: (overdue, awaiting, notDue) =>
        html`• просрочено: <b>${overdue}</b>, ждут приёмки: <b>${awaiting}</b>, срок впереди: <b>${notDue}</b>`,
      trouble: (returned, moved) => html`• возвращали: <b>${returned}</b>, переносили срок: <b>${moved}</b>`,
      meanDelay: (time) => html`• опоздание в среднем: <b>${time}</b>`,
      lateOutsideHours: html`• опоздания пришлись на нерабочее время`,
      lateByLessThanMinute: html`• опоздание в среднем: <b>меньше минуты</b>`,
      now: (overdue, awaiting) =>
        html`Сейчас, за всё время: просрочено <b>${overdue}</b>, ждут приёмки <b>${awaiting}</b>`,
    },
    tickets: {
      title: html`🎫 <b>Заявки</b>`,
      titleOfPerson: html`🎫 <b>Заявки в роли исполнителя</b>`,
      none: html`За это время заявок не было.`,
      filed: (n) => html`Подано: <b>${n}</b>`,
      resolved: (n, open) => html`• выполнено: <b>${n}</b>, ещё открыто: <b>${open}</b>`,
      closedWithout: (duplicates, cancelled) =>
        html`• повторы: <b>${duplicates}</b>, отменено: <b>${cancelled}</b>`,
      noResponse: html`• на заявки ещё не отвечали`,
      response: (half, most) =>
        html`• первый ответ: половина до <b>${half}</b>, девять из десяти до <b>${most}</b>`,
      noResolution: html`• выполненных пока нет`,
      resolution: (half, most) =>
        html`• решение: половина до <b>${half}</b>, девять из десяти до <b>${most}</b>`,
      within: { response: (percent) => `ответ ${percent}`, resolution: (percent) => `решение ${percent}` },
      inTime: (shares) => html`• вовремя: <b>${shares}</b>`,
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
    compared: (from, to) => html`<i>In brackets: more or less than from ${from} to ${to}</i>`,
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
      done: (n, onTime, late) => html`• done: <b>${n}</b>, on time <b>${onTime}</b>, late <b>${late}</b>`,
      discipline: (percent) => html`• share on time: <b>${percent}</b>`,
      left: (overdue, awaiting, notDue) =>
        html`• overdue: <b>${overdue}</b>, to be accepted: <b>${awaiting}</b>, not due yet: <b>${notDue}</b>`,
      trouble: (returned, moved) => html`• returned: <b>${returned}</b>, deadline moved: <b>${moved}</b>`,
      meanDelay: (time) => html`• mean delay: <b>${time}</b>`,
      lateOutsideHours: html`• late outside working hours only`,
      lateByLessThanMinute: html`• mean delay: <b>less than a minute</b>`,
      now: (overdue, awaiting) =>
        html`Now, of all time: overdue <b>${overdue}</b>, waiting for acceptance <b>${awaiting}</b>`,
    },
    tickets: {
      title: html`🎫 <b>Tickets</b>`,
      titleOfPerson: html`🎫 <b>Tickets assigned</b>`,
      none: html`There were no tickets in this time.`,
      filed: (n) => html`Filed: <b>${n}</b>`,
      resolved: (n, open) => html`• resolved: <b>${n}</b>, still open: <b>${open}</b>`,
      closedWithout: (duplicates, cancelled) =>
        html`• duplicates: <b>${duplicates}</b>, cancelled: <b>${cancelled}</b>`,
      noResponse: html`• not answered yet`,
      response: (half, most) =>
        html`• first response: half within <b>${half}</b>, nine in ten within <b>${most}</b>`,
      noResolution: html`• none resolved yet`,
      resolution: (half, most) =>
        html`• resolution: half within <b>${half}</b>, nine in ten within <b>${most}</b>`,
      within: {
        response: (percent) => `response ${percent}`,
        resolution: (percent) => `resolution ${percent}`,
      },
      inTime: (shares) => html`• in time: <b>${shares}</b>`,
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
