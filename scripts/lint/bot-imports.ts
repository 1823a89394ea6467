import { readFileSync } from 'node:fs'
import { basename, join, sep } from 'node:path'
import { type Ban, filesOf, matches } from './import-bans.ts'
import { depths, filesAt, pathBans, up } from './path-bans.ts'

const tree = 'bot/src'

/** A folder imports only folders of the rows below its own: neighbours in a row do not know each other. */
const rows = [
  ['http', 'reports', 'monitoring', 'announcements', 'tasks'],
  ['tickets'],
  ['calendar'],
  ['people'],
  ['telegram'],
  ['platform'],
]

/** Where a package may be imported. What is not named here may be imported everywhere. */
const packages: Record<string, string[]> = {
  telegraf: ['features.ts', 'telegram/**', '*/**/*-bot.ts'],
  'telegraf/types': ['app.ts', 'features.ts', 'http/**', 'telegram/**', '*/**/*-bot.ts'],
  'sql-template-tag': ['*/**/*-store.ts', 'platform/postgres.ts', 'telegram/outbox.ts', 'http/health.ts'],
  pg: ['platform/**', 'telegram/presence.ts', 'telegram/worker.ts'],
  ioredis: ['platform/**', 'telegram/**', 'http/**'],
  'graphile-worker': ['platform/**', 'telegram/**', '*/**/*-job.ts'],
  'rate-limiter-flexible': ['telegram/**'],
  fastify: ['http/**'],
  'node-pg-migrate': ['platform/**'],
  'libpg-query': ['platform/judge/**'],
  'prom-client': ['platform/**'],
  'chrono-node': ['tasks/**'],
  'ical.js': ['calendar/**'],
  '@sentry/node': ['platform/**'],
  pino: ['platform/**'],
}

/** What bot/src may not import: the direction between folders, the kinds of files in a feature, the packages. */
export function botImportBans(root: string): Ban[] {
  return [...directionBans(root), ...pathBans, ...rootFileBans, ...kindBans(root), ...packageBans()]
}

function directionBans(root: string): Ban[] {
  const placed = rows.flat()
  const found = filesOf(root, tree).flatMap((file) => file.split(sep).slice(0, -1)[0] ?? [])
  const unplaced = [...new Set(found)].filter((folder) => !placed.includes(folder))
  const folders = rows.flatMap((row, index) => {
    const below = rows.slice(index + 1).flat()
    return row.flatMap((folder) => {
      const others = [...placed, ...unplaced].filter((other) => other !== folder && !below.includes(other))
      return depths.slice(1).map((depth) => ({
        files: [filesAt(depth, { folder })],
        imports: ['*.ts', '../**', ...others.map((other) => `${other}/**`)].map((path) => up(depth) + path),
        message: `Imports go one way: ${folder}/ may import ${below.join(', ') || 'no folder'}.`,
      }))
    })
  })
  const strangers = unplaced.map((folder) => ({
    files: [`${folder}/**`],
    imports: ['../**'],
    message: `Give ${folder}/ its place in the rows of scripts/lint/bot-imports.ts.`,
  }))
  return [...folders, ...strangers]
}

const rootFileBans: Ban[] = [
  {
    files: ['*.ts'],
    except: ['main.ts', 'app.ts', 'features.ts'],
    imports: ['./*.ts'],
    message: 'Imports go one way: main.ts, app.ts, features.ts, then config.ts and version.ts.',
  },
  {
    files: ['app.ts', 'features.ts'],
    imports: ['./main.ts', './app.ts'],
    message: 'Imports go one way: main.ts, app.ts, features.ts.',
  },
  {
    files: ['**'],
    except: ['main.ts'],
    imports: ['process', 'node:process'],
    message: 'Only main.ts reads the environment, hears signals and ends the process.',
  },
]

/** -feature -> -bot and -job -> use case -> -store -> noun; -texts and -buttons are leaves. */
function kindBans(root: string): Ban[] {
  const edges = ['**/*-bot.ts', '**/*-job.ts', '**/*-feature.ts']
  const stores = ['**/*-store.ts']
  const leaves = ['**/*-texts.ts', '**/*-buttons.ts']
  // Its name does not tell a use case from a noun, but a noun knows no store.
  const useCases = filesOf(root, tree)
    .filter((file) => !matches(file, [...edges, ...stores, ...leaves]) && usesStore(join(root, tree, file)))
    .map((file) => `**/${basename(file)}`)
  return [
    {
      files: ['*/**/*.ts'],
      except: ['*/**/*-bot.ts', '*/**/*-feature.ts'],
      imports: edges,
      message:
        'A bot or a job is the edge of its feature: only its -feature.ts and the composition root import it.',
    },
    ...depths.slice(1).map((depth) => ({
      files: [filesAt(depth, { name: '*-bot.ts' })],
      imports: [`${up(depth)}**/*-bot.ts`, '**/*-job.ts', '**/*-feature.ts'],
      message: 'A bot may be made of bots of its own feature, of no other edge.',
    })),
    {
      files: stores,
      imports: [...leaves, ...useCases, 'telegraf', 'telegraf/**'],
      message: 'A store knows SQL and nouns, not what is done with them.',
    },
    {
      files: leaves,
      imports: [...stores, ...useCases],
      message: 'Texts and buttons are leaves: hand them what they show.',
    },
  ]
}

function usesStore(path: string): boolean {
  return /from '[./\w-]+-store\.ts'/.test(readFileSync(path, 'utf8'))
}

function packageBans(): Ban[] {
  return Object.entries(packages).map(([name, except]) => ({
    files: ['**'],
    except,
    // telegraf/types has a line of its own; a pattern with "!" would lift every other ban of the file
    imports: name === 'telegraf' ? [name, `${name}/[!t]*`] : [name, `${name}/**`],
    message: `${name} belongs to ${except.join(', ')}.`,
  }))
}
