import type { PersonContext } from '../../people/identify.ts'
import type { Feature } from '../../telegram/feature.ts'
import { endSilences, type SilenceDeps } from './silence-job.ts'

/** Reminders and closings, every ten minutes. The next run does what a failed one left, so none is repeated. */
export function createSilenceFeature(deps: SilenceDeps): Feature<PersonContext> {
  return {
    name: 'silence',
    routers: [],
    tasks: {
      end_silences: (_payload, { abortSignal }) => endSilences(deps, abortSignal),
    },
    crons: [{ task: 'end_silences', match: '*/10 * * * *', options: { maxAttempts: 1 } }],
  }
}
