import { z } from 'zod'
import { callbackData, pageField } from '../../telegram/callback-data.ts'
import { urgencies } from '../ticket.ts'

const queueParts = ['new', 'mine', 'all'] as const
export type QueuePart = (typeof queueParts)[number]

/** What the queue shows. It is kept in its buttons, so that an old list goes on as it was. */
const shape = {
  part: z.enum(queueParts),
  /** 0: all of them. */
  categoryId: z.coerce.number().int().min(0).max(2_147_483_647),
  urgency: z.enum([...urgencies, 'any']),
  page: pageField,
}

/** Shows the queue so. */
export const queueButton = callbackData('queue', shape)
export type QueueState = NonNullable<ReturnType<typeof queueButton.unpack>>

/** Offers the categories, or the urgencies, to filter the queue by. */
export const queueFilterButton = callbackData('queue_by', { by: z.enum(['category', 'urgency']), ...shape })
