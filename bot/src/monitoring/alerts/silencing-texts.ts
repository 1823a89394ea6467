import type { Texts } from '../../platform/language.ts'

/** Answers to presses. Moments come as words: «13:00», «завтра, 07:00». */
interface SilencingTexts {
  muted(until: string): string
  already(until: string): string
  unmuted: string
  notMuted: string
  ended: string
  unsure: string
  away: string
  strange: string
  off: string
}

export const silencingTexts: Texts<SilencingTexts> = {
  ru: {
    muted: (until) => `🔕 Приглушено до ${until}`,
    already: (until) => `Уже приглушено до ${until}. Чтобы изменить время, сначала нажмите «Включить снова».`,
    unmuted: '🔔 Включено: сообщения снова будут приходить',
    notMuted: 'Уже не приглушено: сообщения приходят.',
    ended: 'Это оповещение уже закончилось.',
    unsure:
      'Alertmanager не ответил вовремя: неясно, получилось ли. Через минуту нажмите «Обновить» и посмотрите.',
    away: 'Alertmanager не отвечает, ничего не изменилось. Попробуйте через минуту.',
    strange: 'Alertmanager ответил с ошибкой, ничего не изменилось. Причина в его журнале на сервере.',
    off: 'Мониторинг к боту не подключён.',
  },
  en: {
    muted: (until) => `🔕 Muted until ${until}`,
    already: (until) => `Muted already, until ${until}. To change the time, press “Unmute” first.`,
    unmuted: '🔔 Unmuted: messages will come again',
    notMuted: 'It is not muted any more: messages come.',
    ended: 'This alert is over.',
    unsure:
      'Alertmanager did not answer in time: it may have worked or not. Press “Refresh” in a minute to see.',
    away: 'Alertmanager does not answer, nothing was changed. Please try again in a minute.',
    strange: 'Alertmanager answered with an error, nothing was changed. Its log on the server says why.',
    off: 'Monitoring is not connected to the bot.',
  },
}
