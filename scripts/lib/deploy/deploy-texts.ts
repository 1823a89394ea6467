import { plainWords } from '../words/plain-words.ts'
import type { HistoryLine } from './history.ts'

/** Where a message comes from: one chat may hear of several installations. */
export interface Sender {
  host: string
  project: string
  environment: string
}

const from = ({ host, project, environment }: Sender) => `Сервер: ${host} (${environment}, ${project})`
const whatOf = ({ kind }: HistoryLine) => (kind === 'rollback' ? 'Возврат к прежней версии' : 'Новая версия')
const versionOf = ({ release, version }: HistoryLine) =>
  version === '' ? release : `${release} (${version})`
const secondsOf = ({ begunAt, endedAt }: HistoryLine) =>
  Math.round((Date.parse(endedAt) - Date.parse(begunAt)) / 1000)
const schemaOf = ({ migrations }: HistoryLine) =>
  migrations.length === 0 ? [] : [`Миграции базы: ${migrations.join(', ')}`]
const whyOf = ({ step, reason }: HistoryLine) => [
  `Шаг: ${step ?? ''}`,
  `Причина: ${plainWords(reason ?? '')}`,
]

/** What people read in Telegram. Steps and reasons come in English, as they are. */
export const deployTexts: Readonly<
  Record<HistoryLine['outcome'], (sender: Sender, line: HistoryLine) => string>
> = {
  done: (sender, line) =>
    [
      `${whatOf(line)}: работает`,
      `${versionOf(line)}, за ${secondsOf(line)} с`,
      ...schemaOf(line),
      ...(line.reason === undefined ? [] : ['Но не всё удалось:', ...whyOf(line)]),
      from(sender),
    ].join('\n'),

  returned: (sender, line) =>
    [
      `${whatOf(line)}: НЕ поставлена, работает прежняя`,
      versionOf(line),
      ...whyOf(line),
      ...schemaOf(line),
      `Сейчас работает: ${line.previous ?? ''}`,
      from(sender),
    ].join('\n'),

  failed: (sender, line) =>
    [
      `${whatOf(line)}: НЕ удалось, и прежняя версия не в порядке`,
      versionOf(line),
      ...whyOf(line),
      ...schemaOf(line),
      'Посмотрите сейчас: ./scripts/deploy.sh status',
      from(sender),
    ].join('\n'),
}
