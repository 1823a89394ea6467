import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { shellScripts } from '../lib/tests/test-checks.ts'
import { findTestFiles, roundsOf } from '../lib/tests/test-files.ts'
import { root } from './copied-checkout.ts'
import { runToEnd } from './run-script.ts'

/** Runs test files of these contents and returns what was counted and printed. */
async function report(contents: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-report-'))
  const files = Object.entries(contents).map(([name, content]) => {
    const file = join(folder, `${name}.test.mjs`)
    writeFileSync(file, `import { describe, before, test } from 'node:test'\n${content}`)
    return file
  })
  const { output } = await runToEnd([
    process.execPath,
    join(import.meta.dirname, 'report-files.ts'),
    ...files,
  ])
  rmSync(folder, { recursive: true })
  const lines = output.trimEnd().split('\n')
  return { counted: lines.pop(), printed: lines.join('\n') }
}

const counts = (passed: number, failed: number, skipped: number) =>
  JSON.stringify({ passed, failed, skipped, running: 0 })

test('tests are counted, a parent not twice, and a skipped one is named with its reason', async () => {
  const { counted, printed } = await report({
    mixed: `
      describe('scale', () => { test('works', (t) => { t.diagnostic('12 kg') }) })
      test('waits for a printer', { skip: 'no printer' }, () => {})
      describe('family', () => { test('child', () => { throw new Error('child cried') }) })`,
  })
  assert.equal(counted, counts(1, 1, 1))
  assert.match(printed, /skipped +mixed\.test\.mjs: waits for a printer \(no printer\)/)
  assert.match(printed, /said +mixed\.test\.mjs: 12 kg/)
  assert.equal(printed.match(/said /g)?.length, 1)
  assert.match(printed, /--- mixed\.test\.mjs: child\nError: child cried/)
})

test('a file that does not load, ends badly or has no tests is a failure with what it printed', async () => {
  const { counted, printed } = await report({
    broken: `throw new Error('at load')`,
    leaver: `test('works', () => {}); process.on('exit', () => { process.exitCode = 3 })`,
    empty: ``,
  })
  assert.equal(counted, counts(1, 3, 0))
  assert.match(printed, /Error: at load/)
  assert.match(printed, /empty\.test\.mjs: the file itself\n'no tests in this file'/)
})

test('a test that takes too long and a hook that fails are failures', async () => {
  const { counted } = await report({
    slow: `test('never ends', () => new Promise((resolve) => setTimeout(resolve, 4_000)))`,
    hook: `describe('house', () => { before(() => { throw new Error('no key') }); test('room', () => {}) })`,
  })
  assert.equal(counted, counts(0, 3, 0))
})

test('a pattern is a file, a folder or a part of a path', () => {
  const here = import.meta.filename
  assert.deepEqual(findTestFiles(root, import.meta.dirname, ['test-run.test.ts']), [here])
  assert.deepEqual(findTestFiles(root, '/', ['scripts/test/test-run']), [here])
  assert.ok(findTestFiles(root, root, ['scripts/test']).includes(here))
  assert.ok(findTestFiles(root, '/', []).includes(here))
  assert.throws(() => findTestFiles(root, root, ['no-such-test']), {
    message: 'no test file matches "no-such-test"',
  })
})

test('browsers come first, then one test of the stack beside the others, of which those that wait come after those that compute; those that must run alone come last', () => {
  const [ticket, engine] = ['/a/ticket.test.ts', '/a/scripts/test/stack/engine.alone.test.ts']
  const [backup, disk] = ['/a/scripts/test/stack/backup.test.ts', '/b/disk.alone.test.ts']
  const [page, alerts] = ['/a/page.browser.test.ts', '/a/scripts/test/stack/alerts.waiting.test.ts']
  assert.deepEqual(roundsOf([engine, alerts, page, backup, ticket, disk], 2), [
    [[{ files: [page], concurrency: 2 }]],
    [
      [
        { files: [ticket], concurrency: 2 },
        { files: [alerts], concurrency: 1 },
      ],
      [{ files: [backup], concurrency: 1 }],
    ],
    [[{ files: [engine, disk], concurrency: 1 }]],
  ])
  assert.deepEqual(roundsOf([ticket], 4), [[[{ files: [ticket], concurrency: 4 }]]])
  assert.deepEqual(roundsOf([], 2), [])
})

test('shellcheck gets every script of the checkout, wherever it lies', () => {
  const found = shellScripts(root)
  for (const script of ['.ci/run', 'scripts/test.sh', 'alertmanager/run.sh', 'postgres/init/10-databases.sh'])
    assert.ok(found.includes(script), script)
  assert.ok(found.every((path) => !path.includes('node_modules')))
})

test('shellcheck gets the scripts of an archive without git too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-archive-'))
  mkdirSync(join(folder, 'backup'))
  writeFileSync(join(folder, 'backup', 'backup.sh'), '')
  const found = shellScripts(folder)
  rmSync(folder, { recursive: true })
  assert.deepEqual(found, [join('backup', 'backup.sh')])
})

test('a wrong option or a pattern without tests is refused with exit code 2', async () => {
  const script = join(root, 'scripts', 'test.sh')
  const [option, pattern, help] = await Promise.all([
    runToEnd([script, '--quick']),
    runToEnd([script, 'no-such-test']),
    runToEnd([script, '--help']),
  ])
  assert.deepEqual(option, { code: 2, output: 'test.sh: unknown option --quick (see --help)\n' })
  assert.deepEqual(pattern, { code: 2, output: 'test.sh: no test file matches "no-such-test"\n' })
  assert.equal(help.code, 0)
})
