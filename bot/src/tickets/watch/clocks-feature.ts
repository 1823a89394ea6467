import type { PersonContext } from '../../people/identify.ts'
import type { Feature } from '../../telegram/feature.ts'
import { type ClocksDeps, watchClocks } from './clocks-job.ts'

/** The clocks of tickets, looked at every minute. The next run says what a failed one left. */
export function createClocksFeature(deps: ClocksDeps): Feature<PersonContext> {
  return {
    name: 'clocks',
    routers: [],
    tasks: {
      watch_ticket_clocks: (_payload, { abortSignal }) => watchClocks(deps, abortSignal),
    },
    crons: [{ task: 'watch_ticket_clocks', match: '* * * * *', options: { maxAttempts: 1 } }],
  }
}
