import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { scanSecrets } from '../../lib/scans/secrets.ts'
import { PreflightError } from '../../lib/steps/step.ts'
import { root } from '../copied-checkout.ts'
import { createScanFolder } from './scan-folder.ts'

// put together here, so that this file holds none
const telegram = ['8123456789', `AAF${'x9_'.repeat(10)}Qw`].join(':')
const github = `ghp_${'aB3'.repeat(12)}`

test('a secret that a later commit took away is found, with the file and the line', async () => {
  using folder = createScanFolder({
    'docs/notes.md': `first\nTELEGRAM_TOKEN=${telegram}\n`,
    'a.txt': 'nothing',
  })
  folder.git('init', '--quiet')
  folder.git('add', '--all')
  folder.git('commit', '--quiet', '--message', 'notes')
  folder.write('docs/notes.md', 'first\n')
  folder.git('commit', '--quiet', '--all', '--message', 'take it away')
  const { found, said } = await folder.look(scanSecrets)
  assert.equal(found.length, 1)
  assert.match(found[0] ?? '', /^docs\/notes\.md:2 \([0-9a-f]{10}\): .*a token of Telegram/)
  assert.ok(!found.join().includes(telegram), 'the finding shows the secret')
  assert.deepEqual(said, ['3 texts read'])
})

test('what is not committed is looked at too, and what git ignores is not', async () => {
  using folder = createScanFolder({ '.gitignore': '.env\n', 'a.txt': 'nothing' })
  folder.git('init', '--quiet')
  folder.git('add', '--all')
  folder.git('commit', '--quiet', '--message', 'a')
  folder.write('.env', `TELEGRAM_TOKEN=${telegram}\n`)
  folder.write('a.txt', `nothing but\n\n${github}\n`)
  folder.write('new.txt', telegram)
  const { found } = await folder.look(scanSecrets)
  assert.deepEqual(
    new Set(found.map((finding) => finding.split(': ')[0])),
    new Set(['a.txt:3 (not committed)', 'new.txt:1 (not committed)']),
  )
})

test('settings and keys by their names are found, examples are not', async () => {
  using folder = createScanFolder({
    ...{ '.env': 'A=1\n', 'school/.env.prod': 'A=2\n', '.env.example': 'A=\n' },
    ...{
      'secrets/telegram_token': 'x',
      'secrets/.gitkeep': '#',
      'a.ts': `const url = 'postgres://u:p@h/db'`,
    },
  })
  folder.git('init', '--quiet')
  folder.git('add', '--force', '--all')
  folder.git('commit', '--quiet', '--message', 'a')
  const { found } = await folder.look(scanSecrets)
  assert.deepEqual(
    found.map((finding) => finding.replace(/\(\w+\)/, '')),
    ['.env', 'school/.env.prod', 'secrets/telegram_token'].map(
      (path) => `${path} : a file of an installation`,
    ),
  )
})

test('where there is no history to read, that is not taken for one without secrets', async () => {
  using folder = createScanFolder({ 'a.txt': 'nothing' })
  await assert.rejects(folder.look(scanSecrets), PreflightError)
})

test('this repository has never held a secret', {
  skip: !existsSync(join(root, '.git')) && 'no git here',
}, async () => {
  assert.deepEqual(await scanSecrets({ root, env: {}, say: () => undefined }), [])
})
