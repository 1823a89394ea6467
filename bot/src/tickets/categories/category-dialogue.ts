import { z } from 'zod'
import { fsmState } from '../../telegram/session.ts'

/** What an admin is asked about a category; `categoryId` null: a new one. */
export const categoryDialogue = fsmState(
  'category',
  z.object({
    dialogueId: z.string(),
    categoryId: z.number().nullable(),
    step: z.enum(['ru', 'en', 'emoji']),
    ru: z.string().optional(),
    en: z.string().optional(),
  }),
)
export type CategoryDialogue = z.infer<typeof categoryDialogue.schema>

export const usualEmoji = '📌'
