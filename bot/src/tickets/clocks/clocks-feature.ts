import type { PersonContext } from '../../people/identify.ts'
import { roleMay } from '../../people/person.ts'
import type { Feature } from '../../telegram/feature.ts'
import { type ClocksDeps, watchClocks } from './clocks-job.ts'
import { createTargetsRouter } from './targets-bot.ts'
import { targetsTexts } from './targets-texts.ts'

/** The clocks of tickets, looked at every minute, and their targets. The next run says what a failed one left. */
export function createClocksFeature(deps: ClocksDeps): Feature<PersonContext> {
  return {
    name: 'clocks',
    routers: [createTargetsRouter()],
    commands: [
      {
        command: 'targets',
        description: { ru: targetsTexts.ru.command, en: targetsTexts.en.command },
        isFor: roleMay('manage_ticket_targets'),
      },
    ],
    tasks: {
      watch_ticket_clocks: (_payload, { abortSignal }) => watchClocks(deps, abortSignal),
    },
    crons: [{ task: 'watch_ticket_clocks', match: '* * * * *', options: { maxAttempts: 1 } }],
  }
}
