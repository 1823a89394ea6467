import { sizeOf } from '../words/sizes-and-ages.ts'

/** Where a message comes from: one chat may hear of several installations. */
export interface Sender {
  host: string
  /** ENVIRONMENT of .env. */
  environment: string
}

const from = ({ host, environment }: Sender) => `Сервер: ${host} (${environment})`

const russianUnits: Readonly<Record<string, string>> = { B: 'Б', kB: 'КБ', MB: 'МБ', GB: 'ГБ', TB: 'ТБ' }
const russianSize = (bytes: number) =>
  sizeOf(bytes).replace(/[kMGT]?B$/, (unit) => russianUnits[unit] ?? unit)

function russianDuration(seconds: number): string {
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole} с` : `${Math.floor(whole / 60)} мин ${whole % 60} с`
}

export interface DoneFacts {
  name: string
  bytes: number
  seconds: number
  /** Off-site: undefined when none is configured. */
  offSite: boolean | undefined
  deleted: number
}

/** What people read in Telegram. Reasons of programs come in English, as they are. */
export const backupTexts = {
  done: (sender: Sender, { name, bytes, seconds, offSite, deleted }: DoneFacts) =>
    [
      'Резервная копия готова',
      `${name}, ${russianSize(bytes)}, за ${russianDuration(seconds)}`,
      ...(offSite === true ? ['Вторая копия вне сервера сделана'] : []),
      ...(deleted > 0 ? [`Удалено устаревших копий: ${deleted}`] : []),
      from(sender),
    ].join('\n'),

  failed: (sender: Sender, reason: string) =>
    [
      'Резервная копия НЕ сделана',
      `Причина: ${reason}`,
      'Прежние копии целы. Что делать: docs/ru/runbooks/BackupFailed.md',
      from(sender),
    ].join('\n'),

  partsFailed: (sender: Sender, name: string, reason: string) =>
    [
      'Резервная копия НЕ полная',
      `${name} готова, данные школы в ней есть, но не всё остальное`,
      `Причина: ${reason}`,
      'Что делать: docs/ru/runbooks/BackupFailed.md',
      from(sender),
    ].join('\n'),

  offSiteFailed: (sender: Sender, name: string, reason: string) =>
    [
      'Резервная копия есть только на этом сервере',
      `${name} готова, но скопировать её вне сервера не удалось`,
      `Причина: ${reason}`,
      'Что делать: docs/ru/runbooks/BackupOffSiteFailed.md',
      from(sender),
    ].join('\n'),

  archiveFailed: (sender: Sender, name: string, reason: string) =>
    [
      'Архив изменений не в порядке',
      `${name} готова, но вернуть можно не любой момент`,
      `Причина: ${reason}`,
      'Что делать: docs/ru/runbooks/ArchiveStandsStill.md',
      from(sender),
    ].join('\n'),

  verified: (sender: Sender, name: string, seconds: number) =>
    [
      'Резервная копия проверена восстановлением',
      `${name} восстанавливается целиком, за ${russianDuration(seconds)}`,
      from(sender),
    ].join('\n'),

  notVerified: (sender: Sender, name: string, reason: string) =>
    [
      'Резервная копия НЕ прошла проверку восстановлением',
      name,
      `Причина: ${reason}`,
      'Что делать: docs/ru/runbooks/RestoreDrillFailed.md',
      from(sender),
    ].join('\n'),
}
