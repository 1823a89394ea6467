import { z } from 'zod'
import { callbackData, draftField, idField } from '../../telegram/callback-data.ts'

export const categoryListButton = callbackData('cat_list', { which: z.enum(['used', 'archived']) })
export const categoryButton = callbackData('cat', { categoryId: idField })
export const addCategoryButton = callbackData('cat_add', {})
export const moveCategoryButton = callbackData('cat_move', {
  categoryId: idField,
  to: z.enum(['up', 'down']),
})
/** Takes a category out of use, or back into it. */
export const archiveCategoryButton = callbackData('cat_archive', {
  categoryId: idField,
  to: z.enum(['archived', 'restored']),
})
/** Begins a dialogue about the name or the emoji. */
export const editCategoryButton = callbackData('cat_edit', {
  categoryId: idField,
  what: z.enum(['name', 'emoji']),
})
/** Answers a question of the dialogue without typing: the same name, the usual emoji. */
export const usualAnswerButton = callbackData('cat_usual', {
  dialogueId: draftField,
  what: z.enum(['en', 'emoji']),
})
