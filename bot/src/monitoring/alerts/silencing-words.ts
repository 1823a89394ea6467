import { guardTexts } from '../guard-texts.ts'
import { boundWords, type MomentReader } from '../moment-words.ts'
import type { Silenced } from './silence-alert.ts'
import { silencingTexts } from './silencing-texts.ts'
import type { Unsilenced } from './unsilence-alert.ts'

/** What came of muting or unmuting, in plain words. */
export function silencingWords(changed: Silenced | Unsilenced, reader: MomentReader): string {
  const texts = silencingTexts[reader.language]
  switch (changed.kind) {
    case 'silenced':
      return texts.muted(boundWords(changed.until, reader))
    case 'already':
      return texts.already(boundWords(changed.until, reader))
    case 'ended':
      return texts.ended
    case 'unsilenced':
      return texts.unmuted
    case 'not_silenced':
      return texts.notMuted
    case 'unsure':
      return texts.unsure
    case 'forbidden':
      return guardTexts[reader.language].forbidden
    case 'off':
      return texts.off
    case 'away':
      return texts.away
    case 'refused':
    case 'strange':
      return texts.strange
    default:
      return changed satisfies never
  }
}
