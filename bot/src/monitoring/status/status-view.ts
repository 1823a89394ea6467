import { menuButton } from '../../people/menu-buttons.ts'
import type { Language } from '../../platform/language.ts'
import { type Html, html, joinHtml } from '../../telegram/html.ts'
import type { Keyboard } from '../../telegram/keyboard.ts'
import { checkedLine, daysAgoWords, lastingWords, type MomentReader, whenWords } from '../moment-words.ts'
import { type OwnCheck, type OwnHealth, ownParts } from './own-health.ts'
import { stackParts } from './stack-parts.ts'
import type { StackRead, StackStatus } from './stack-status.ts'
import { refreshStatusButton } from './status-buttons.ts'
import { statusTexts } from './status-texts.ts'
import { remarksOn, verdictOf } from './verdict.ts'
import { webhookTexts } from './webhook-texts.ts'

/** The state of all there is, as one card. */
export function statusView(
  own: OwnHealth,
  read: StackRead,
  reader: MomentReader,
): { text: Html; keyboard: Keyboard } {
  const texts = statusTexts[reader.language]
  const verdict = texts.verdict[verdictOf(own, read, reader.now)]
  const blocks =
    read.kind === 'read'
      ? [
          ownBlock(own, reader, read.stack),
          partsBlock(read.stack, reader),
          dataBlock(read.stack, reader),
          firingLine(read.stack, reader),
        ]
      : [ownBlock(own, reader), texts.noPrometheus[read.kind]]
  const { refresh, alerts } = texts.buttons
  return {
    text: joinHtml([verdict, ...blocks, checkedLine(reader)], '\n\n'),
    keyboard: {
      inline: [
        [
          { text: refresh, data: refreshStatusButton.pack({}) },
          { text: alerts, data: menuButton.pack({ command: 'alerts' }) },
        ],
      ],
    },
  }
}

const sign = { good: '✅', bad: '❌', doubt: '⚠️', off: '⚪️' }

/** What is well in one line, what is not in lines of its own. */
function ownBlock(own: OwnHealth, { language, now }: MomentReader, stack?: StackStatus): Html {
  const texts = statusTexts[language]
  const signs = { degraded: sign.doubt, down: sign.bad, off: sign.off }
  const well = ownParts.filter((part) => own.checks[part].status === 'ok')
  const others = ownParts.flatMap((part) => {
    const { status } = own.checks[part]
    if (status === 'ok') return []
    const words = status === 'degraded' ? texts.degraded[part] : texts.check[status]
    return html`${signs[status]} ${texts.own[part]}: ${words}`
  })
  return joinHtml([
    texts.bot(own.version, lastingWords(own.uptime_s, language)),
    well.length > 0 && html`${sign.good} ${well.map((part) => texts.own[part]).join(', ')}`,
    ...others,
    ...webhookLines(own.checks.telegram, language),
    stack && line(remarksOn(stack, now).replicas, texts.replicas(stack.replicas.up, stack.replicas.expected)),
  ])
}

/** Nothing while the bot polls. Telegram keeps its last error for ever: by itself that is no remark. */
function webhookLines({ status, webhook }: OwnCheck, language: Language): Html[] {
  if (webhook === undefined) return []
  const texts = webhookTexts[language]
  const { url, ours, pending, last_error: error } = webhook
  const elsewhere = url === '' ? texts.none : texts.strange(url)
  const well = status === 'ok' && ours
  const target = html`${well ? sign.good : sign.doubt} ${ours ? texts.ours(url, pending) : elsewhere}`
  if (error === undefined) return [target]
  const failed = texts.lastError(lastingWords(error.age_s, language), error.words)
  return [target, html`${well ? sign.off : sign.doubt} ${failed}`]
}

function partsBlock({ parts }: StackStatus, { language }: MomentReader): Html {
  const texts = statusTexts[language]
  const lines = stackParts.map((part) => {
    const { state, version } = parts[part]
    const name = [texts.parts[part], version].filter(Boolean).join(' ')
    const words = html`${name}, ${texts.duties[part]}`
    if (state === 'up') return html`${sign.good} ${words}`
    return html`${state === 'down' ? sign.bad : sign.doubt} ${words}: ${texts.part[state]}`
  })
  return joinHtml([texts.others, ...lines])
}

function dataBlock(stack: StackStatus, reader: MomentReader): Html {
  const { language } = reader
  const texts = statusTexts[language]
  const remarks = remarksOn(stack, reader.now)
  return joinHtml([
    texts.data,
    line(remarks.backup, backupWords(stack, reader)),
    stack.backups && line(remarks.backupTest, backupTestWords(stack.backups, reader)),
    line(remarks.disk, diskWords(stack, language)),
  ])
}

function firingLine({ firing: { alerts, critical } }: StackStatus, { language }: MomentReader): Html {
  const { firing } = statusTexts[language]
  return line(alerts > 0, alerts === 0 ? firing.none : firing.some(alerts, critical))
}

const line = (remark: boolean, words: string) => html`${remark ? sign.doubt : sign.good} ${words}`

function backupWords({ backups }: StackStatus, reader: MomentReader): string {
  const { backup } = statusTexts[reader.language]
  if (backups === undefined) return backup.unknown
  const last = backups.lastAt ? backup.last(whenWords(backups.lastAt, reader)) : backup.none
  return backups.lastAttemptFailed ? `${last}, ${backup.attemptFailed}` : last
}

function backupTestWords(backups: NonNullable<StackStatus['backups']>, reader: MomentReader): string {
  const { backupTest } = statusTexts[reader.language]
  if (backups.testFailed) return backupTest.failed
  return backups.testedAt ? backupTest.done(daysAgoWords(backups.testedAt, reader)) : backupTest.none
}

const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' }

function diskWords({ disk }: StackStatus, language: Language): string {
  const texts = statusTexts[language]
  if (disk === undefined) return texts.diskUnknown
  const { freeBytes, totalBytes } = disk
  const number = (value: number) =>
    new Intl.NumberFormat(locales[language], { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)
  const gigabytes = (bytes: number) => texts.gigabytes(number(bytes / 1024 ** 3))
  // rounded down: nothing looks like more than it is
  const percent = Math.floor((freeBytes / totalBytes) * 100)
  return texts.disk(gigabytes(freeBytes), gigabytes(totalBytes), `${percent}%`)
}
