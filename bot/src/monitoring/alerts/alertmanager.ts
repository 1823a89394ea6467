import { z } from 'zod'
import { type Answer, askJson } from '../ask-json.ts'
import {
  type Alert,
  alertShape,
  type Matcher,
  type Silence,
  silenceMadeShape,
  silenceShape,
} from './alertmanager-shapes.ts'

/** It holds at once. */
export interface NewSilence {
  matchers: readonly Matcher[]
  endsAt: Date
  createdBy: string
  comment: string
}

/** Alertmanager's API, version 2, as far as the bot needs it. Nothing here throws. */
export interface Alertmanager {
  /** What fires, muted or not. */
  alerts(): Promise<Answer<Alert[]>>
  /** The silences that hold now. */
  silences(): Promise<Answer<Silence[]>>
  silence(silence: NewSilence): Promise<Answer<{ silenceID: string }>>
  /** A silence that has ended already is none the worse for it. */
  endSilence(id: string): Promise<Answer<unknown>>
}

export function createAlertmanager(address: string): Alertmanager {
  const api = (path: string) => new URL(`/api/v2/${path}`, address)
  return {
    alerts: () => askJson(api('alerts?active=true&silenced=true&inhibited=true'), z.array(alertShape)),
    async silences() {
      const answer = await askJson(
        api('silences?active=true&pending=false&expired=false'),
        z.array(silenceShape),
      )
      // older ones know no such choice and show them all
      if (answer.kind !== 'answer') return answer
      return { ...answer, value: answer.value.filter(({ status }) => status.state === 'active') }
    },
    silence: (silence) =>
      askJson(api('silences'), silenceMadeShape, { method: 'POST', body: { ...silence, startsAt: longAgo } }),
    endSilence: (id) => askJson(api(`silence/${encodeURIComponent(id)}`), z.unknown(), { method: 'DELETE' }),
  }
}

/** Alertmanager takes its own present instead: a clock of ours that is ahead would have it wait. */
const longAgo = new Date(0)
