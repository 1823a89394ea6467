import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { z } from 'zod'
import { codeBreaches } from './lint/code-breaches.ts'
import { importBreaches } from './lint/import-breaches.ts'

const checkout = join(import.meta.dirname, '..', '..')

/** A finding about the config or a comment has a message only. */
const report = z.object({
  diagnostics: z.array(z.object({ filename: z.string(), code: z.string().optional(), message: z.string() })),
})

const breaches = [...importBreaches, ...codeBreaches]

/** What the rules must leave alone. */
const lawful: Record<string, string> = {
  'bot/src/main.ts': `import { start } from './start.ts'\nprocess.exitCode = start(process.env['PORT'])`,
  'bot/src/start.ts': 'export const start = (port: string | undefined) => Number(port)',
  'bot/src/reports/report.ts': `import type { Part } from '../tickets/half.ts'\nexport type Whole = Part`,
  'bot/src/people/people-store.ts': `import sql from 'sql-template-tag'\nexport const one = sql\`select 1\``,
  'bot/src/tickets/file-ticket.ts': `import type { Part } from './tickets-store.ts'\nexport type Whole = Part`,
  'bot/src/tickets/queue-bot.ts': `import type { Part } from './file-ticket.ts'\nimport type { Composer } from 'telegraf'\nexport type Whole = [Part, Composer<never>]`,
  'bot/src/tickets/specialist/take-ticket.ts': `import type { Part } from '../tickets-store.ts'\nimport type { One } from '../../people/people-store.ts'\nimport type { Found } from '../reading/reading-store.ts'\nexport type Whole = [Part, One, Found]`,
  'bot/src/tickets/reading/reading-store.ts': `import sql from 'sql-template-tag'\nimport type { Part } from '../ticket.ts'\nexport type Found = Part\nexport const two = sql\`select 2\``,
  'bot/src/tickets/specialist/work-bot.ts': `import type { Part } from '../queue-bot.ts'\nimport type { Take } from './take-bot.ts'\nimport type { Read } from '../reading/reading-bot.ts'\nimport type { Composer } from 'telegraf'\nexport type Whole = [Part, Take, Read, Composer<never>]`,
  'bot/src/tickets/menus-bot.ts': `import type { Take } from './specialist/take-bot.ts'\nexport type Whole = Take`,
  'bot/src/tickets/specialist/work-job.ts': `import type { Runner } from 'graphile-worker'\nimport type { Part } from './take-ticket.ts'\nexport type Whole = [Runner, Part]`,
  'bot/src/tickets/specialist/work-feature.ts': `import type { Part } from './work-bot.ts'\nimport type { Read } from '../reading/reading-bot.ts'\nimport type { Job } from './work-job.ts'\nexport type Whole = [Part, Read, Job]`,
  'bot/src/tickets/reports/report.ts': `import type { Part } from '../reports/list.ts'\nexport type Whole = Part`,
  'bot/src/tasks/drafts/deadline.ts': `import type { Part } from '../../tickets/specialist/take-ticket.ts'\nimport type { Day } from 'chrono-node'\nexport type Whole = [Part, Day]`,
  'bot/test/whole.test.ts': `import { test } from 'node:test'\nimport type { Part } from '../src/app.ts'\ntest('works', () => {})\nexport type Whole = Part`,
}

describe('the linter', () => {
  let folder = ''
  let reported: string[] = []

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'schoolbot-lint-'))
    for (const path of ['oxlint.config.ts', 'scripts/lint', 'tsconfig.json', 'package.json', '.gitignore']) {
      cpSync(join(checkout, path), join(folder, path), { recursive: true })
    }
    symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'))
    for (const { file, source } of breaches) write(file, source)
    for (const [file, source] of Object.entries(lawful)) write(file, source)
    reported = lint()
  })

  after(() => rmSync(folder, { recursive: true, force: true }))

  for (const { file, rule, source } of breaches) {
    test(`refuses by ${rule} in ${file}: ${source.split('\n')[0]}`, () => {
      assert.ok(reported.includes(`${file} ${rule}`), `reported of this file: ${of(file)}`)
    })
  }

  test('says nothing about what is in order', () => {
    const expected = breaches.map(({ file, rule }) => `${file} ${rule}`)
    assert.deepEqual(
      reported.filter((line) => !expected.includes(line)),
      [],
    )
  })

  function write(file: string, source: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `${source}\n`)
  }

  function of(file: string): string {
    return reported.filter((line) => line.startsWith(`${file} `)).join(', ') || 'nothing'
  }

  function lint(): string[] {
    const program = join(checkout, 'node_modules/oxlint/bin/oxlint')
    const args = ['--type-aware', '--deny-warnings', '--format=json', 'bot', 'sandbox', 'scripts']
    const { stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: folder,
      encoding: 'utf8',
    })
    assert.match(stdout, /^\{/, stdout + stderr)
    return report
      .parse(JSON.parse(stdout))
      .diagnostics.map(({ filename, code, message }) => `${filename} ${code ?? message}`)
  }
})
