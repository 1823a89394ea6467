import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'
import type { Severity } from './alert-group.ts'
import type { SilencePeriod } from './silence-period.ts'

export interface LinkTexts {
  runbook: string
  dashboard: string
  /** Behind the name of what opens there only. */
  onServer: string
}

/** Moments come as words: «13:00», «завтра, 07:00». */
interface AlertsTexts {
  command: string
  button: string
  firing(n: number): Html
  quiet: Html
  /** Nothing fires, but Prometheus hands nothing over. */
  quietUnfed: Html
  /** Something fires, but Prometheus hands nothing over. */
  unfed: Html
  off: Html
  away: Html
  /** It answers, but not what is expected; the code of HTTP, if it was that. */
  strange(status: number | undefined): Html
  /** For an alert that says nothing of itself. */
  unnamed: string
  untilWhen: { since(when: string): string; count(n: number): string }
  severity: Record<Severity, string>
  mutedAll(until: string): Html
  mutedSome(count: number, of: number, until: string): Html
  causedBy(titles: string): Html
  causedByAnother: string
  /** A silence of an alert that does not fire. */
  idle(title: string, until: string): Html
  maker: { person(name: string): Html; bot: Html; outside(who?: string, comment?: string): Html }
  mutesOthersToo(titles: string, rest: number): Html
  /** Of a silence for whatever fits it. */
  mutesByRule(rule: string): Html
  more(n: number): Html
  links: LinkTexts
  /** Who muted it and unmuted it of late. */
  history: { heading: Html; muted(until: string): string; unmuted: string; unconfirmed: string }
  gone: Html
  notFiring(name: string): Html
  /** With the time that «до утра» means. */
  chooseHowLong(morning: string): Html
  buttons: Record<SilencePeriod | 'unmute' | 'refresh' | 'back' | 'status', string>
}

export const alertsTexts: Texts<AlertsTexts> = {
  ru: {
    command: 'Что сейчас не в порядке',
    button: '🔔 Оповещения',
    firing: (n) => html`🔔 <b>Сейчас сработало: ${n}</b>`,
    quiet: html`✅ <b>Всё спокойно</b>\nНи одно оповещение не сработало. Мониторинг на связи: данные поступают, служба оповещений отвечает.`,
    quietUnfed: html`🟡 <b>Оповещений нет, но полагаться на это нельзя</b>\nСлужба оповещений отвечает, но Prometheus, который следит за системой, ничего ей не передаёт. Сразу после запуска так бывает пару минут. Если дольше, посмотрите /status.`,
    unfed: html`⚠️ Prometheus, который следит за системой, ничего не передаёт: список может быть неполным или старым. Что с ним, покажет /status.`,
    off: html`🔕 <b>Мониторинг к боту не подключён</b>\nБот не знает, где искать оповещения. Адрес указывают на сервере в настройке <code>ALERTMANAGER_INTERNAL_URL</code>.`,
    away: html`🔴 <b>Служба оповещений (Alertmanager) не отвечает</b>\nУзнать, что сейчас сработало, не получилось. Скорее всего, и сами оповещения сейчас никому не приходят. Попробуйте ещё раз через минуту. Что с остальными частями, покажет /status.`,
    strange: (status) =>
      html`🔴 <b>Служба оповещений (Alertmanager) отвечает с ошибкой</b>${status === undefined ? '' : ` (код ${status})`}\nУзнать, что сейчас сработало, не получилось. Попробуйте ещё раз через минуту. Если не поможет, причина в журнале Alertmanager на сервере.`,
    unnamed: 'Оповещение без названия',
    untilWhen: { since: (when) => `с ${when}`, count: (n) => `таких: ${n}` },
    severity: { critical: 'срочно', warning: 'предупреждение', other: 'к сведению' },
    mutedAll: (until) => html`🔕 приглушено до ${until}`,
    mutedSome: (count, of, until) => html`🔕 приглушено ${count} из ${of}, до ${until}`,
    causedBy: (titles) => html`↳ причина: ${titles}`,
    causedByAnother: 'другое оповещение',
    idle: (title, until) => html`🔕 <b>${title}</b>\nСейчас не сработало, но приглушено до ${until}`,
    maker: {
      person: (name) => html`через бота, ${name}`,
      bot: html`через бота`,
      outside: (who, comment) =>
        html`в Alertmanager${who ? `, ${who}` : ''}${comment ? `: «${comment}»` : ''}`,
    },
    mutesOthersToo: (titles, rest) =>
      html`Это приглушение действует и на другое: ${titles}${rest > 0 ? ` и ещё ${rest}` : ''}. Если включить снова, вернётся всё сразу.`,
    mutesByRule: (rule) =>
      html`Приглушено всё, что подходит под <code>${rule}</code>. Если включить снова, вернётся всё сразу.`,
    more: (n) => html`<i>и ещё ${n}</i>`,
    links: { runbook: 'Что делать', dashboard: 'Графики', onServer: '(на сервере)' },
    history: {
      heading: html`🕒 <b>Кто приглушал</b>`,
      muted: (until) => `приглушено до ${until}`,
      unmuted: 'включено снова',
      unconfirmed: 'но Alertmanager этого не подтвердил',
    },
    gone: html`✅ <b>Это оповещение уже закончилось</b>`,
    notFiring: (name) => html`✅ <b>${name}</b>\nСейчас не сработало.`,
    chooseHowLong: (morning) =>
      html`Можно приглушить: сама неполадка останется, но сообщения о ней не будут приходить, пока не выйдет время. «До утра» значит до ${morning}.`,
    buttons: {
      hour: '🔕 1 час',
      four_hours: '🔕 4 часа',
      morning: '🔕 До утра',
      unmute: '🔔 Включить снова',
      refresh: '🔄 Обновить',
      back: '⬅️ Все оповещения',
      status: '🩺 Состояние',
    },
  },
  en: {
    command: 'What is not in order now',
    button: '🔔 Alerts',
    firing: (n) => html`🔔 <b>Firing now: ${n}</b>`,
    quiet: html`✅ <b>All is quiet</b>\nNothing fires. Monitoring is there: data come in and the alert service answers.`,
    quietUnfed: html`🟡 <b>Nothing fires, but do not rely on that</b>\nThe alert service answers, but Prometheus, which watches the system, hands it nothing. Right after a start this lasts a minute or two. If it goes on, see /status.`,
    unfed: html`⚠️ Prometheus, which watches the system, hands nothing over: the list may be incomplete or old. /status tells what is wrong with it.`,
    off: html`🔕 <b>Monitoring is not connected to the bot</b>\nThe bot does not know where alerts are. The address is set on the server, in <code>ALERTMANAGER_INTERNAL_URL</code>.`,
    away: html`🔴 <b>The alert service (Alertmanager) does not answer</b>\nWhat fires now could not be learned. Most likely the alerts themselves reach nobody either. Please try again in a minute. /status tells about the other parts.`,
    strange: (status) =>
      html`🔴 <b>The alert service (Alertmanager) answers with an error</b>${status === undefined ? '' : ` (code ${status})`}\nWhat fires now could not be learned. Please try again in a minute. If that does not help, the log of Alertmanager on the server says why.`,
    unnamed: 'An alert without a name',
    untilWhen: { since: (when) => `since ${when}`, count: (n) => `${n} of them` },
    severity: { critical: 'urgent', warning: 'warning', other: 'for information' },
    mutedAll: (until) => html`🔕 muted until ${until}`,
    mutedSome: (count, of, until) => html`🔕 ${count} of ${of} muted, until ${until}`,
    causedBy: (titles) => html`↳ because of: ${titles}`,
    causedByAnother: 'another alert',
    idle: (title, until) => html`🔕 <b>${title}</b>\nDoes not fire now, but is muted until ${until}`,
    maker: {
      person: (name) => html`through the bot, ${name}`,
      bot: html`through the bot`,
      outside: (who, comment) =>
        html`in Alertmanager${who ? `, ${who}` : ''}${comment ? `: “${comment}”` : ''}`,
    },
    mutesOthersToo: (titles, rest) =>
      html`The same silence mutes more: ${titles}${rest > 0 ? ` and ${rest} more` : ''}. Unmute, and all of it is heard again.`,
    mutesByRule: (rule) =>
      html`All that fits <code>${rule}</code> is muted. Unmute, and all of it is heard again.`,
    more: (n) => html`<i>and ${n} more</i>`,
    links: { runbook: 'What to do', dashboard: 'Graphs', onServer: '(on the server)' },
    history: {
      heading: html`🕒 <b>Who muted it</b>`,
      muted: (until) => `muted until ${until}`,
      unmuted: 'unmuted',
      unconfirmed: 'but Alertmanager did not confirm it',
    },
    gone: html`✅ <b>This alert is over</b>`,
    notFiring: (name) => html`✅ <b>${name}</b>\nDoes not fire now.`,
    chooseHowLong: (morning) =>
      html`You can mute it: the trouble itself stays, but no messages about it come until the time is up. “Until morning” means until ${morning}.`,
    buttons: {
      hour: '🔕 1 hour',
      four_hours: '🔕 4 hours',
      morning: '🔕 Until morning',
      unmute: '🔔 Unmute',
      refresh: '🔄 Refresh',
      back: '⬅️ All alerts',
      status: '🩺 Status',
    },
  },
}
