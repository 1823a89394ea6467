import type { DemoSettings } from './demo-settings.ts'

/** What the demo says when all is up: addresses, what to try first, how to stop. */
export function describeDemo(settings: DemoSettings): string {
  return [
    '',
    ...(settings.sandbox ? sandboxWords(settings.sandbox.url) : telegramWords()),
    ...commonWords(settings),
  ].join('\n')
}

const sandboxWords = (url: string) => [
  '  Школа открыта  |  The school is open',
  '',
  `  Чат / Chat:          ${url}/`,
]

const telegramWords = () => [
  '  Бот на связи: откройте его в Telegram и нажмите «Старт»',
  '  The bot is online: open it in Telegram and press Start',
  '',
]

function commonWords({ sandbox, httpUrl, folder }: DemoSettings): string[] {
  const first = sandbox
    ? [
        '  С чего начать: Анна подаёт заявку командой /new и прикладывает фото, Игорь берёт её в работу',
        '  и решает, Анна подтверждает. Елена (директор) даёт поручение командой /task, Анна отчитывается.',
        '  Ольга (администратор) приглашает людей командой /invite.',
        '  Try first: Анна files a ticket with /new and a photo, Игорь takes and resolves it,',
        '  Анна confirms. Елена, the director, gives an order with /task, Анна reports on it.',
        '  Ольга, the admin, invites people with /invite.',
      ]
    : [
        '  С чего начать: /new подаёт заявку, /invite приглашает людей.',
        '  Try first: /new files a ticket, /invite invites people.',
      ]
  return [
    `  Состояние / Health:  ${httpUrl}/healthz`,
    `  Метрики / Metrics:   ${httpUrl}/metrics`,
    `  Журналы / Logs:      ${folder}`,
    '',
    ...first,
    '',
    '  Остановить: Ctrl-C (данные сохранятся)  |  Stop: Ctrl-C (the data are kept)',
    '',
  ]
}
