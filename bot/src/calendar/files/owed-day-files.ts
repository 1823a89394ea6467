import { z } from 'zod'
import { languages } from '../../platform/language.ts'

const owed = z.object({ personId: z.number(), language: z.enum(languages) })

/** Entry of the outbox: sends a file of days. */
export const dayFilePayload = owed.extend({
  what: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('example') }),
    /** The school year that begins in this year. */
    z.object({ kind: z.literal('school_year'), year: z.number() }),
  ]),
})
export type OwedDayFile = z.infer<typeof dayFilePayload>
export const dayFileKind = 'calendar-file'

/** Entry of the outbox: fetches a file somebody sent, reads it, and says what it would change. */
export const dayImportPayload = owed.extend({
  importId: z.string(),
  fileId: z.string(),
  fileName: z.string(),
})
export type OwedDayImport = z.infer<typeof dayImportPayload>
export const dayImportKind = 'calendar-import'
