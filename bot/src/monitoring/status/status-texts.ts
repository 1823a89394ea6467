import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'
import type { OwnCheck, OwnPart } from './own-health.ts'
import type { PartStatus, StackPart } from './stack-parts.ts'
import type { Verdict } from './verdict.ts'

/** Moments come as words: «сегодня в 02:00», «3 дня назад». */
interface StatusTexts {
  command: string
  button: string
  verdict: Record<Verdict, Html>
  bot(version: string, uptime: string): Html
  own: Record<OwnPart, string>
  /** What it means that a part works, but not as it should. */
  degraded: Record<OwnPart, string>
  check: Record<Exclude<OwnCheck['status'], 'ok' | 'degraded'>, string>
  replicas(up: number, expected: number | undefined): string
  others: Html
  parts: Record<StackPart, string>
  /** What a part is there for. */
  duties: Record<StackPart, string>
  part: Record<Exclude<PartStatus['state'], 'up'>, string>
  noPrometheus: Record<'off' | 'away' | 'strange', Html>
  data: Html
  backup: { last(when: string): string; none: string; unknown: string; attemptFailed: string }
  backupTest: { done(ago: string): string; none: string; failed: string }
  disk(free: string, total: string, percent: string): string
  diskUnknown: string
  gigabytes(n: string): string
  firing: { none: string; some(alerts: number, critical: number): string }
  buttons: { refresh: string; alerts: string }
}

const partNames: Record<StackPart, string> = {
  postgres: 'PostgreSQL',
  redis: 'Redis',
  nginx: 'nginx',
  prometheus: 'Prometheus',
  alertmanager: 'Alertmanager',
  grafana: 'Grafana',
  glitchtip: 'GlitchTip',
}

export const statusTexts: Texts<StatusTexts> = {
  ru: {
    command: 'Работает ли всё',
    button: '🩺 Состояние',
    verdict: {
      ok: html`🟢 <b>Всё работает</b>`,
      remarks: html`🟡 <b>Работает, но есть замечания</b>`,
      trouble: html`🔴 <b>Есть неполадки</b>`,
      bot_only: html`🟢 <b>Бот работает</b>`,
      blind: html`🟡 <b>Бот работает, об остальном ничего не известно</b>`,
    },
    bot: (version, uptime) => html`<b>Бот</b>, версия ${version}, работает ${uptime}`,
    own: {
      postgres: 'база данных',
      redis: 'Redis',
      telegram: 'связь с Telegram',
      worker: 'отправка сообщений',
      glitchtip: 'отчёты об ошибках',
    },
    degraded: {
      postgres: 'все соединения заняты, ответы задерживаются',
      redis: 'с перебоями',
      telegram: 'с перебоями',
      worker: 'остановилась, бот запускает её снова',
      glitchtip: 'последний отчёт не дошёл',
    },
    check: { down: 'не работает', off: 'не подключено' },
    replicas: (up, expected) => `копий бота: ${expected === undefined ? up : `${up} из ${expected}`}`,
    others: html`<b>Остальные части</b>`,
    parts: partNames,
    duties: {
      postgres: 'база данных',
      redis: 'память диалогов',
      nginx: 'вход из интернета',
      prometheus: 'следит за системой',
      alertmanager: 'рассылает оповещения',
      grafana: 'графики',
      glitchtip: 'отчёты об ошибках',
    },
    part: { down: 'не отвечает', unknown: 'нет данных' },
    noPrometheus: {
      off: html`Мониторинг к боту не подключён, поэтому об остальных частях, резервных копиях и диске здесь ничего нет. Адрес указывают на сервере в настройке <code>PROMETHEUS_INTERNAL_URL</code>.`,
      away: html`Prometheus, который следит за системой, не отвечает. Поэтому об остальных частях, резервных копиях и диске сейчас ничего не известно. Попробуйте ещё раз через минуту.`,
      strange: html`Prometheus, который следит за системой, отвечает с ошибкой. Поэтому об остальных частях, резервных копиях и диске сейчас ничего не известно. Причина в его журнале на сервере.`,
    },
    data: html`<b>Данные и место</b>`,
    backup: {
      last: (when) => `резервная копия: ${when}`,
      none: 'резервных копий ещё нет',
      unknown: 'резервная копия: неизвестно, сервер не присылает данные',
      attemptFailed: 'последняя попытка не удалась',
    },
    backupTest: {
      done: (ago) => `восстановление из копии проверено: ${ago}`,
      none: 'восстановление из копии ещё не проверяли',
      failed: 'последнее пробное восстановление из копии не удалось',
    },
    disk: (free, total, percent) => `место на диске: свободно ${free} из ${total} (${percent})`,
    diskUnknown: 'место на диске: неизвестно, сервер не присылает данные',
    gigabytes: (n) => `${n} ГБ`,
    firing: {
      none: 'оповещений нет',
      some: (alerts, critical) =>
        `оповещений: ${alerts}${critical > 0 ? `, из них срочных: ${critical}` : ''}. Подробно: /alerts`,
    },
    buttons: { refresh: '🔄 Обновить', alerts: '🔔 Оповещения' },
  },
  en: {
    command: 'Is everything running',
    button: '🩺 Status',
    verdict: {
      ok: html`🟢 <b>Everything is running</b>`,
      remarks: html`🟡 <b>Running, with remarks</b>`,
      trouble: html`🔴 <b>There is trouble</b>`,
      bot_only: html`🟢 <b>The bot is running</b>`,
      blind: html`🟡 <b>The bot is running, nothing is known of the rest</b>`,
    },
    bot: (version, uptime) => html`<b>Bot</b>, version ${version}, up for ${uptime}`,
    own: {
      postgres: 'database',
      redis: 'Redis',
      telegram: 'link to Telegram',
      worker: 'sending of messages',
      glitchtip: 'error reports',
    },
    degraded: {
      postgres: 'all connections are taken, answers are late',
      redis: 'with interruptions',
      telegram: 'with interruptions',
      worker: 'stopped, the bot starts it again',
      glitchtip: 'the last report did not arrive',
    },
    check: { down: 'not working', off: 'not connected' },
    replicas: (up, expected) =>
      `replicas of the bot: ${expected === undefined ? up : `${up} of ${expected}`}`,
    others: html`<b>The other parts</b>`,
    parts: partNames,
    duties: {
      postgres: 'database',
      redis: 'memory of dialogues',
      nginx: 'entrance from the internet',
      prometheus: 'watches the system',
      alertmanager: 'sends alerts',
      grafana: 'graphs',
      glitchtip: 'error reports',
    },
    part: { down: 'does not answer', unknown: 'no data' },
    noPrometheus: {
      off: html`Monitoring is not connected to the bot, so nothing is said here of the other parts, backups and the disk. The address is set on the server, in <code>PROMETHEUS_INTERNAL_URL</code>.`,
      away: html`Prometheus, which watches the system, does not answer. So nothing is known now of the other parts, backups and the disk. Please try again in a minute.`,
      strange: html`Prometheus, which watches the system, answers with an error. So nothing is known now of the other parts, backups and the disk. Its log on the server says why.`,
    },
    data: html`<b>Data and space</b>`,
    backup: {
      last: (when) => `backup: ${when}`,
      none: 'there is no backup yet',
      unknown: 'backup: not known, the server sends no data',
      attemptFailed: 'the last attempt failed',
    },
    backupTest: {
      done: (ago) => `restoring a backup was tested: ${ago}`,
      none: 'restoring a backup has not been tested yet',
      failed: 'the last test of restoring a backup failed',
    },
    disk: (free, total, percent) => `disk space: ${free} of ${total} free (${percent})`,
    diskUnknown: 'disk space: not known, the server sends no data',
    gigabytes: (n) => `${n} GB`,
    firing: {
      none: 'no alerts',
      some: (alerts, critical) =>
        `alerts: ${alerts}${critical > 0 ? `, ${critical} of them urgent` : ''}. More: /alerts`,
    },
    buttons: { refresh: '🔄 Refresh', alerts: '🔔 Alerts' },
  },
}
