import { formatLocalDate } from '../../platform/format-date.ts'
import type { Language } from '../../platform/language.ts'
import { type Html, shorten } from '../../telegram/html.ts'
import type { FaultyRow, FileFault, Place, RowFault } from './day-file-fault.ts'
import { importFaultTexts } from './import-fault-texts.ts'

const maxQuoted = 40

/** «Строка 7: «32.13»: такого дня нет» */
export function faultyRowWords({ place, fault }: FaultyRow, language: Language): string {
  return `${placeWords(place, language)}: ${rowFaultWords(fault, language)}`
}

export function fileFaultWords(fault: FileFault, language: Language): Html {
  const texts = importFaultTexts[language].file
  return fault.kind === 'open_quote' ? texts.open_quote(fault.line) : texts[fault.kind]
}

function placeWords(place: Place, language: Language): string {
  const name = place.kind === 'event' ? shorten(place.name, maxQuoted) : ''
  return importFaultTexts[language].place[place.kind](place.number, name)
}

function rowFaultWords(fault: RowFault, language: Language): string {
  const texts = importFaultTexts[language]
  const quoted = (value: string) => (value === '' ? '' : texts.quoted(shorten(value, maxQuoted)))
  switch (fault.kind) {
    case 'columns':
      return texts.columns
    case 'date':
      return `${quoted(fault.value)}${texts.date[fault.fault]}`
    case 'unknown_kind':
      return `${quoted(fault.value)}${texts.unknownKind}`
    case 'bad_name':
      return texts.badName
    case 'hours_missing':
      return texts.hoursMissing
    case 'hours':
      return `${quoted(fault.value)}${texts.hours[fault.fault]}`
    case 'hours_not_wanted':
      return texts.hoursNotWanted
    case 'twice':
      return texts.twice(formatLocalDate(fault.date), placeWords(fault.other, language))
    case 'event_with_time':
      return texts.eventWithTime
    case 'event_repeats':
      return texts.eventRepeats
    case 'event_broken':
      return texts.eventBroken
    case 'working_event':
      return texts.workingEvent
    default:
      return fault satisfies never
  }
}
