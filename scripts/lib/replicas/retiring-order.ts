import { isWell, type Replica } from './replica.ts'
import type { Target } from './replicas-run.ts'

type Made = Pick<Target, 'image' | 'configHash' | 'notBefore'>

export const isOf = ({ image, configHash, notBefore = new Date(0) }: Made, replica: Replica) =>
  replica.image === image && replica.configHash === configHash && replica.startedAt >= notBefore

/**
 * Who goes first: the ill; then those of another image or other settings, the oldest first; then the newest. Of each kind
 * the one that polls Telegram goes last, so that polling is handed over once, and to one that stays.
 */
export function inRetiringOrder(
  replicas: readonly Replica[],
  target: Made,
  polling: ReadonlySet<string>,
): Replica[] {
  const rank = (replica: Replica) => {
    const leads = polling.has(replica.id) ? 1 : 0
    if (!isWell(replica)) return leads
    return (isOf(target, replica) ? 4 : 2) + leads
  }
  return replicas.toSorted((a, b) => {
    const byRank = rank(a) - rank(b)
    if (byRank !== 0) return byRank
    return isOf(target, a) ? b.number - a.number : a.number - b.number
  })
}
