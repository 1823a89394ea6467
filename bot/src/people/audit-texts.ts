import { formatNearDay, formatTime } from '../platform/format-date.ts'
import { type Language, languages, type Texts } from '../platform/language.ts'
import { englishPlural, russianPlural } from '../platform/plural.ts'
import { html } from '../telegram/html.ts'
import type { AuditRecord } from './audit.ts'
import type { HistoryEntry } from './history-entry.ts'
import { type Role, roles } from './person.ts'
import { roleTexts } from './role-texts.ts'
import { type Work, workKinds } from './work.ts'
import { workWords } from './work-texts.ts'

type Details = AuditRecord['details']

interface AuditTexts {
  /** Null: an action of a later build. */
  action(action: string, details: Details): string | null
  system: string
}

const valueOf = (details: Details, key: string) => String(details[key] ?? '—')

const languageNames: Texts<Record<Language, string>> = {
  ru: { ru: 'русский', en: 'английский' },
  en: { ru: 'Russian', en: 'English' },
}

function languageName(details: Details, key: string, language: Language): string {
  const named = languages.find((one) => one === details[key])
  return named === undefined ? '—' : languageNames[language][named]
}

function roleOf(details: Details, key: string, language: Language): string {
  const role = roles.find((one): one is Role => one === details[key])
  return role === undefined ? '—' : roleTexts[language].roles[role]
}

/** Until there were orders, `moved` was the number of tickets. */
function workOf(details: Details): Work {
  const work: Work = {}
  for (const kind of workKinds) work[kind] = Number(details[kind] ?? 0)
  return { ...work, tickets: Number(details['tickets'] ?? details['moved'] ?? 0) }
}

const auditTexts: Texts<AuditTexts> = {
  ru: {
    system: 'система',
    action(action, details) {
      switch (action) {
        case 'person.admitted': {
          const ways: Record<string, string> = {
            invite: 'по приглашению',
            request: 'по запросу',
            configuration: 'из настроек сервера',
          }
          return `доступ открыт (${ways[valueOf(details, 'by')] ?? '—'}): ${roleOf(details, 'to', 'ru')}`
        }
        case 'person.role_changed':
          return `роль: ${roleOf(details, 'from', 'ru')} → ${roleOf(details, 'to', 'ru')}`
        case 'person.blocked':
          return 'доступ закрыт'
        case 'person.let_back':
          return 'доступ открыт снова'
        case 'person.left':
          return `больше не работает, передано: ${workWords(workOf(details), 'ru')}`
        case 'person.renamed':
          return `имя: ${valueOf(details, 'from')} → ${valueOf(details, 'to')}`
        case 'person.language_changed':
          return `язык: ${languageName(details, 'from', 'ru')} → ${languageName(details, 'to', 'ru')}`
        case 'person.giving_allowed':
          return 'теперь может давать поручения'
        case 'person.giving_withdrawn':
          return 'больше не может давать поручения'
        case 'person.told_of_restore':
          return 'бот восстановлен из копии, об этом отправлено сообщение'
        case 'person.exported_tickets':
          return `выгружены заявки за ${valueOf(details, 'from')} – ${valueOf(details, 'to')}`
        case 'person.exported_kpi': {
          const rows = Number(details['rows'] ?? 0)
          return `выгружены показатели за ${valueOf(details, 'from')} – ${valueOf(details, 'to')}: ${rows} ${russianPlural(rows, 'строка', 'строки', 'строк')}`
        }
        default:
          return null
      }
    },
  },
  en: {
    system: 'the system',
    action(action, details) {
      switch (action) {
        case 'person.admitted': {
          const ways: Record<string, string> = {
            invite: 'by invite',
            request: 'on request',
            configuration: 'by the server’s settings',
          }
          return `let in (${ways[valueOf(details, 'by')] ?? '—'}): ${roleOf(details, 'to', 'en')}`
        }
        case 'person.role_changed':
          return `role: ${roleOf(details, 'from', 'en')} → ${roleOf(details, 'to', 'en')}`
        case 'person.blocked':
          return 'access closed'
        case 'person.let_back':
          return 'access opened again'
        case 'person.left':
          return `has left, handed over: ${workWords(workOf(details), 'en')}`
        case 'person.renamed':
          return `name: ${valueOf(details, 'from')} → ${valueOf(details, 'to')}`
        case 'person.language_changed':
          return `language: ${languageName(details, 'from', 'en')} → ${languageName(details, 'to', 'en')}`
        case 'person.giving_allowed':
          return 'may give orders now'
        case 'person.giving_withdrawn':
          return 'may give no orders any more'
        case 'person.told_of_restore':
          return 'the bot was restored from a copy, a message says so'
        case 'person.exported_tickets':
          return `exported the tickets of ${valueOf(details, 'from')} – ${valueOf(details, 'to')}`
        case 'person.exported_kpi': {
          const rows = Number(details['rows'] ?? 0)
          return `exported the figures of ${valueOf(details, 'from')} – ${valueOf(details, 'to')}: ${rows} ${englishPlural(rows, 'row')}`
        }
        default:
          return null
      }
    },
  },
}

/** When, what, who. */
export function auditEntry(
  record: AuditRecord,
  { language, timezone, now }: { language: Language; timezone: string; now: Date },
): HistoryEntry {
  const texts = auditTexts[language]
  const words = texts.action(record.action, record.details) ?? record.action
  const time = formatTime(record.at, language, timezone)
  return {
    day: formatNearDay(record.at, now, language, timezone),
    text: html`<i>${time}</i> · ${words} · ${record.actorName ?? texts.system}`,
  }
}
