import { z } from 'zod'
import { callbackData, idField, pageField } from '../telegram/callback-data.ts'
import { taskFigures, ticketFigures } from './kpi-figure.ts'
import { periodKinds } from './kpi-period.ts'
import { unpackSubject } from './kpi-subject.ts'

export const kpiFormats = ['xlsx', 'csv'] as const
export const kpiParts = ['home', 'tasks', 'tickets', 'file'] as const
export const kpiSlices = ['people', 'specialist', 'category', 'place'] as const
export type KpiPart = (typeof kpiParts)[number]
export type KpiSlice = (typeof kpiSlices)[number]

/** Where somebody is. It is kept in the buttons, so that an old card goes on as the one of its period. */
const place = {
  subject: z.string().refine((packed) => unpackSubject(packed) !== undefined),
  kind: z.enum(periodKinds),
  /** The first day of the period, as in 20261116; 0: the present one. */
  day: z.coerce.number().int().min(0).max(99_999_999),
}

/** Shows a card; `part` says which buttons are under it. */
export const kpiCardButton = callbackData('kpi', { ...place, part: z.enum(kpiParts) })
export type KpiPlace = Omit<NonNullable<ReturnType<typeof kpiCardButton.unpack>>, 'part'>

/** The list behind a number. */
export const kpiListButton = callbackData('kpi_list', {
  ...place,
  figure: z.enum([...taskFigures, ...ticketFigures]),
  page: pageField,
})

/** The figures of the school, one line for each person, category or place. */
export const kpiSliceButton = callbackData('kpi_by', {
  kind: place.kind,
  day: place.day,
  slice: z.enum(kpiSlices),
  page: pageField,
})

/** The same as a file. */
export const kpiFileButton = callbackData('kpi_file', { ...place, format: z.enum(kpiFormats) })

/** Opens an order; the list stays where it is. */
export const kpiTaskButton = callbackData('kpi_task', { taskId: idField })
