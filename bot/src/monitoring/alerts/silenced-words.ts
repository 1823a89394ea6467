import type { Language } from '../../platform/language.ts'
import { guardTexts } from '../guard-texts.ts'
import { boundWords, type MomentReader } from '../moment-words.ts'
import type { SilencerRefusal } from './lock-silencer.ts'
import type { Silenced } from './silence-alert.ts'
import { silencedTexts } from './silenced-texts.ts'
import type { Unsilenced } from './unsilence-alert.ts'

/** What came of muting, in plain words. */
export function silencedWords(silenced: Silenced, reader: MomentReader): string {
  const texts = silencedTexts[reader.language]
  switch (silenced.kind) {
    case 'silenced':
      return texts.muted(boundWords(silenced.until, reader))
    case 'already':
      return texts.already(boundWords(silenced.until, reader))
    case 'ended':
      return texts.ended
    case 'unsure':
      return texts.unsure
    case 'forbidden':
    case 'off':
    case 'away':
    case 'refused':
    case 'strange':
      return refusalWords(silenced.kind, reader.language)
    default:
      return silenced satisfies never
  }
}

/** What came of unmuting, in plain words. */
export function unsilencedWords(unsilenced: Unsilenced, language: Language): string {
  const texts = silencedTexts[language]
  switch (unsilenced.kind) {
    case 'unsilenced':
      return texts.unmuted
    case 'not_silenced':
      return texts.notMuted
    case 'unsure':
      return texts.unsure
    case 'forbidden':
    case 'off':
    case 'away':
    case 'refused':
    case 'strange':
      return refusalWords(unsilenced.kind, language)
    default:
      return unsilenced satisfies never
  }
}

function refusalWords(refusal: SilencerRefusal['kind'], language: Language): string {
  const texts = silencedTexts[language]
  const words = {
    forbidden: guardTexts[language].forbidden,
    off: texts.off,
    away: texts.away,
    refused: texts.strange,
    strange: texts.strange,
  }
  return words[refusal]
}
