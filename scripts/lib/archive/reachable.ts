import { PreflightError } from '../steps/step.ts'
import type { Base, ClusterArchive } from './archive-listing.ts'
import { shownMoment } from './shown-moment.ts'
import { type Thread, threadFrom } from './unbroken.ts'

/** Where a moment is to be rebuilt from. */
export interface Start {
  cluster: ClusterArchive
  base: Base
  thread: Thread
}

interface Wanted {
  at: Date
  timezone: string
  /** The cluster that runs; undefined when none does. */
  present: string | undefined
}

/**
 * The base backups from which a moment can be rebuilt, the best first: after one that proves to be damaged the next is
 * tried. Throws a PreflightError that says which moments can be had, when it cannot be.
 */
export function startsFor(clusters: readonly ClusterArchive[], wanted: Wanted): Start[] {
  const { at, timezone, present } = wanted
  const show = (moment: Date) => shownMoment(moment, timezone)
  const all = clusters
    .flatMap((cluster) => cluster.bases.map((base) => ({ cluster, base, thread: threadFrom(cluster, base) })))
    .sort((a, b) => doneAt(b.base).getTime() - doneAt(a.base).getTime())
  const oldest = all.at(-1)
  if (oldest === undefined) {
    throw new PreflightError('the archive has no base backup yet: ./scripts/backup.sh makes the first')
  }
  const before = all.filter(({ base }) => doneAt(base) < at)
  const [best] = before
  if (best === undefined) {
    throw new PreflightError(
      `the archive begins at ${show(doneAt(oldest.base))} (${timezone}): for what was before take a backup, see ./scripts/backup.sh --list`,
    )
  }
  const until = best.thread.until ?? doneAt(best.base)
  const isAtItsEnd =
    best.thread.missing === undefined && (present ?? best.cluster.system) === best.cluster.system
  if (!isAtItsEnd && at > until) {
    const next = all.findLast(({ base }) => doneAt(base) >= at)
    const after = next === undefined ? '' : `, and from ${show(doneAt(next.base))} on`
    throw new PreflightError(
      `what changed after ${show(until)} (${timezone}) was not archived for a time: moments can be had until then${after}`,
    )
  }
  // another cluster has another past
  return before.filter(({ cluster }) => cluster.system === best.cluster.system)
}

const doneAt = ({ doneAt }: Base) => new Date(doneAt)
