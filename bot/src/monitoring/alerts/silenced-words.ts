import type { Language } from '../../platform/language.ts'
import type { Unanswered } from '../ask-json.ts'
import { guardTexts } from '../guard-texts.ts'
import { boundWords, type MomentReader } from '../moment-words.ts'
import { alertsTexts } from './alerts-texts.ts'
import type { Silenced } from './silence-alert.ts'
import type { Unsilenced } from './unsilence-alert.ts'

/** What came of muting, in plain words. */
export function silencedWords(silenced: Silenced, reader: MomentReader): string {
  const { toast } = alertsTexts[reader.language]
  switch (silenced.kind) {
    case 'silenced':
      return toast.muted(boundWords(silenced.until, reader))
    case 'already':
      return toast.already(boundWords(silenced.until, reader))
    case 'ended':
      return toast.ended
    case 'unsure':
      return toast.unsure
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
  const { toast } = alertsTexts[language]
  switch (unsilenced.kind) {
    case 'unsilenced':
      return toast.unmuted
    case 'not_silenced':
      return toast.notMuted
    case 'unsure':
      return toast.unsure
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

function refusalWords(refusal: Unanswered['kind'] | 'forbidden' | 'off', language: Language): string {
  const { toast } = alertsTexts[language]
  const words = {
    forbidden: guardTexts[language].forbidden,
    off: toast.off,
    away: toast.away,
    refused: toast.strange,
    strange: toast.strange,
  }
  return words[refusal]
}
