import { isAbsolute, relative } from 'node:path'

/** Within the checkout as seen from it, elsewhere in full. */
export function shownPath(root: string, path: string): string {
  const within = relative(root, path)
  return within === '' || within.startsWith('..') || isAbsolute(within) ? path : within
}
