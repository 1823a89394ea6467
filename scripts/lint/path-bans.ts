import type { Ban } from './import-bans.ts'

/** How many folders there may be between bot/src and a file: none, its folder, a subfolder of that. */
export const depths = [0, 1, 2]

const tooDeep = 'A folder has one level of subfolders at most.'

/** What a path may not look like: it is bare, so that the other bans can go by it, and leads to no file too deep. */
export const pathBans: readonly Ban[] = [
  {
    files: ['**'],
    imports: /^\.\/\.|\/\.?\/|[^.]\/\.\.\//,
    message: 'Write the path as short as it can be: up, then down.',
  },
  ...depths.map((depth) => ({ files: [filesAt(depth)], imports: pathsTooDeep(depth), message: tooDeep })),
  { files: ['*/*/*/**/*.ts'], imports: ['**'], message: tooDeep },
]

/** The files that lie so deep, of any name in any folder or of those given. */
export function filesAt(depth: number, { folder = '*', name = '*.ts' } = {}): string {
  const folders = [folder, ...depths.map(() => '*')].slice(0, depth)
  return [...folders, name].join('/')
}

/** The way up over so many folders. */
export function up(levels: number): string {
  return '../'.repeat(levels)
}

function pathsTooDeep(depth: number): RegExp {
  const paths = depths.slice(0, depth + 1).map((ups) => {
    const way = ups === 0 ? '\\./' : `(\\.\\./){${ups}}`
    return `${way}([^./]+/){${depths.length - depth + ups}}`
  })
  return new RegExp(`^(${paths.join('|')})`)
}
