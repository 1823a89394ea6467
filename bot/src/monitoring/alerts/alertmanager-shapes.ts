import { z } from 'zod'

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const texts = z.record(z.string(), z.string())

/** An alert as Alertmanager's API (v2) shows it, as far as we look. */
export const alertShape = z.object({
  fingerprint: z.string(),
  labels: texts,
  annotations: texts,
  startsAt: moment,
  status: z.object({
    /** Ids of silences. */
    silencedBy: z.array(z.string()),
    /** Fingerprints of the alerts whose consequence it is. */
    inhibitedBy: z.array(z.string()),
  }),
})

const matcherShape = z.object({
  name: z.string(),
  value: z.string(),
  isRegex: z.boolean(),
  isEqual: z.boolean().default(true),
})

export const silenceShape = z.object({
  id: z.string(),
  status: z.object({ state: z.enum(['expired', 'active', 'pending']) }),
  matchers: z.array(matcherShape),
  endsAt: moment,
  createdBy: z.string(),
  comment: z.string(),
})

export const silenceMadeShape = z.object({ silenceID: z.string() })

export type Alert = z.output<typeof alertShape>
export type Silence = z.output<typeof silenceShape>
export type Matcher = z.output<typeof matcherShape>
