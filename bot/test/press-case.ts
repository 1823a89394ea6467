import type { PressedIds, Presser } from './press-world.ts'

export interface PressCase {
  data: (ids: PressedIds) => string
  /** Who gets more than a word over the chat: is shown something, begins something, changes something. */
  gets: readonly Presser[]
}

export const nobody: readonly Presser[] = []
export const admins: readonly Presser[] = ['admin']
export const directors: readonly Presser[] = ['director']
export const workers: readonly Presser[] = ['specialist', 'admin']
export const overseers: readonly Presser[] = ['specialist', 'director', 'admin']
export const members: readonly Presser[] = ['staff', 'giver', 'specialist', 'director', 'admin']

/** A dialogue that nobody is in. */
export const draft = '0a1b2c3d'

/** Cases that are alike in who gets something by them. */
export function cases(gets: readonly Presser[], made: (ids: PressedIds) => string[]): PressCase[] {
  const count = made({} as PressedIds).length
  return Array.from({ length: count }, (_, i) => ({ data: (ids) => made(ids)[i] ?? '', gets }))
}
