import type { SilencePeriod } from './silence-period.ts'

/** Names of people stay in the bot: outside they are numbers. */
export function createdByOf(personId: number): string {
  return `SchoolBot, person ${personId}`
}

/** Whose number it is, when a silence was made through the bot. */
export function makerOf(createdBy: string): number | undefined {
  const digits = /^SchoolBot, person (\d{1,9})$/.exec(createdBy)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** For those who look into Alertmanager itself. */
export const silenceComments: Record<SilencePeriod, string> = {
  hour: 'Muted for 1 hour by an admin in the bot (/alerts)',
  four_hours: 'Muted for 4 hours by an admin in the bot (/alerts)',
  morning: 'Muted until the morning by an admin in the bot (/alerts)',
}
