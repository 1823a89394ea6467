import { parseArgs } from 'node:util'
import type { DatabaseAddress } from '../connection.ts'
import { migrationNames, readMigration } from '../migration-files.ts'
import { type Finding, type Judgement, judgeMigrations } from './judge-migrations.ts'

export interface JudgeCommand {
  /** Asked only when it must say what is pending; throws where there are no settings. */
  database: () => DatabaseAddress
  print: (text: string) => void
  warn: (line: string) => void
}

/**
 * `migrations judge [--all] [--json] [NAME...]`. Returns the exit code: 0 when nothing is to be refused, 1 when something
 * is, 2 for a wrong command line.
 */
export async function runJudgeCommand(
  args: string[],
  { database, print, warn }: JudgeCommand,
): Promise<number> {
  const options = readOptions(args)
  if ('fault' in options) {
    warn(options.fault)
    return 2
  }
  const { names, all, json } = options
  const pending = all ? undefined : names.length > 0 ? names : await readPending(database)
  if (pending === undefined && !all) {
    warn('the database cannot be asked what is pending: all migrations are judged, each by itself')
  }
  const judgement = pending === undefined ? await judgeEach() : await judgeTogether(pending)
  print(json ? `${JSON.stringify(judgement)}\n` : wordsOf(judgement))
  return judgement.refused.length > 0 ? 1 : 0
}

/** Undefined: the database cannot be asked. */
async function readPending(database: () => DatabaseAddress): Promise<string[] | undefined> {
  try {
    const { listMigrations } = await import('../list-migrations.ts')
    const migrations = await listMigrations(database())
    return migrations.filter(({ state }) => state === 'pending').map(({ name }) => name)
  } catch {
    return undefined
  }
}

function readOptions(args: string[]): { names: string[]; all: boolean; json: boolean } | { fault: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { all: { type: 'boolean' }, json: { type: 'boolean' } },
      allowPositionals: true,
    })
    const names = positionals.map((name) => name.replace(/^.*\//, '').replace(/\.sql$/, '')).sort()
    const unknown = names.filter((name) => !migrationNames().includes(name))
    if (unknown.length > 0) return { fault: `there is no migration ${unknown.join(', ')}` }
    if (values.all && names.length > 0) return { fault: 'either --all or names of migrations' }
    return { names, all: values.all ?? false, json: values.json ?? false }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}

const read = (name: string) => ({ name, text: readMigration(name) })

async function judgeTogether(names: readonly string[]): Promise<Judgement> {
  const all = migrationNames()
  // the first one is pending: nobody uses this database yet
  if (all[0] !== undefined && names.includes(all[0])) return { judged: [...names], refused: [], allowed: [] }
  const before = all.filter((name) => !names.includes(name))
  return judgeMigrations(names.map(read), before.map(read))
}

/** As if each had come in a release of its own. */
async function judgeEach(): Promise<Judgement> {
  const all = migrationNames()
  const each = await Promise.all(
    all.map((name, index) => judgeMigrations([read(name)], all.slice(0, index).map(read))),
  )
  return {
    judged: all,
    refused: each.flatMap(({ refused }) => refused),
    allowed: each.flatMap(({ allowed }) => allowed),
  }
}

function wordsOf({ judged, refused, allowed }: Judgement): string {
  const blocks = [
    ...allowed.map((finding) => `${headOf(finding)}\n  allowed: ${finding.because}\n`),
    ...refused.map(
      (finding) => `${headOf(finding)}\n  refused: ${finding.reason}\n  instead: ${finding.instead}\n`,
    ),
  ]
  const end =
    refused.length === 0
      ? 'nothing to refuse'
      : `${refused.length} to refuse: add first, let a release pass, take away later`
  const count = `${judged.length} ${judged.length === 1 ? 'migration' : 'migrations'}`
  return [...blocks, `${count} judged, ${end}\n`].join('\n')
}

const headOf = ({ file, line, statement }: Finding) => `${file}:${line}  ${statement}`
