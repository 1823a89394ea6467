/** `orders`: to be done. `given`: orders to others, which wait for their giver's word. */
export const workKinds = ['tickets', 'orders', 'given'] as const
export type WorkKind = (typeof workKinds)[number]

/** How much there is of each kind; a kind that is left out is none. */
export type Work = Partial<Record<WorkKind, number>>

export function addWork(one: Work, other: Work): Work {
  const sum: Work = {}
  for (const kind of workKinds) {
    const count = (one[kind] ?? 0) + (other[kind] ?? 0)
    if (count > 0) sum[kind] = count
  }
  return sum
}

export function isNoWork(work: Work): boolean {
  return workKinds.every((kind) => (work[kind] ?? 0) === 0)
}
