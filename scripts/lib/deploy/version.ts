import { execFileSync } from 'node:child_process'
import type { Setup } from '../steps/step.ts'

/** What people call it: the tag of a registry, or the commit of this checkout, with a mark when files have changed since. */
export function versionOf({ root }: Pick<Setup, 'root'>, image: { tag: string; isPulled: boolean }): string {
  if (image.isPulled) return image.tag
  try {
    const args = ['describe', '--tags', '--always', '--dirty']
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return 'without git'
  }
}
