import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { isImage, verdictIn } from '../../lib/swarm/gate.ts'
import { programFiles } from '../../lib/swarm/program-files.ts'
import { runToEnd } from '../run-script.ts'

const library = join(import.meta.dirname, '..', '..', 'lib')

test('the program of the gate runs where nothing else of the checkout is', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-swarm-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const { command, files } = programFiles(library, 'swarm/watch-program.ts', folder)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  const WATCH = JSON.stringify({ bots: [], entrances: [], webhookUrl: '', seconds: 0, logs: '' })
  const { code, output } = await runToEnd(['node', command], { WATCH })
  assert.deepEqual([code, output], [0, '{"verdict":"passed"}\n'])
  // each is a config of Swarm, which takes 500 kB of one and is asked for each
  assert.ok(Object.keys(files).length < 12, Object.keys(files).join())
})

test('the last word of the job counts, whatever was said beside it', () => {
  const warned = '(node:1) ExperimentalWarning: {}\n'
  assert.deepEqual(verdictIn(`${warned}{"verdict":"passed"}`), { verdict: 'passed' })
  assert.deepEqual(verdictIn(`${warned}{"verdict":"failed","why":"bot.1"}\n`), {
    verdict: 'failed',
    why: 'bot.1',
  })
  assert.equal(verdictIn('Error: cannot find /watch\n{"level":30}'), undefined)
})

test('an image is known by its name, however Swarm writes it', () => {
  const digest = `sha256:${'0'.repeat(64)}`
  assert.ok(isImage('registry.school.example:5000/bot:7', `registry.school.example:5000/bot:7@${digest}`))
  assert.ok(isImage('docker.io/school/bot:7', `school/bot:7@${digest}`))
  assert.ok(!isImage('school/bot:8', `school/bot:7@${digest}`))
  assert.ok(!isImage('school/bot:8', undefined))
})
