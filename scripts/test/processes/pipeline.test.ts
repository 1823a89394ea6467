import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type Program, runPipeline } from '../../lib/processes/pipeline.ts'

const folder = mkdtempSync(join(tmpdir(), 'schoolbot-pipeline-'))
after(() => rmSync(folder, { recursive: true }))

const bash = (name: string, script: string): Program => ({
  name,
  command: ['bash', '-c', script],
  cwd: folder,
  env: process.env,
})
const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')

test('what comes out of the last program is in the file, counted and summed', async () => {
  const to = join(folder, 'out')
  const seen: number[] = []
  const result = await runPipeline([bash('a', 'seq 1 200000'), bash('b', 'gzip -n')], {
    to,
    onBytes: (bytes) => seen.push(bytes),
  })
  const file = readFileSync(to)
  assert.equal(result.bytes, file.length)
  assert.equal(
    seen.reduce((sum, one) => sum + one, 0),
    file.length,
  )
  assert.equal(result.sha256, sha256(file))
  const lines = Array.from({ length: 200_000 }, (_, index) => `${index + 1}\n`).join('')
  assert.equal(result.first.sha256, sha256(lines))
})

test('a file or a text is what the first program reads; without a file the output is returned', async () => {
  const from = join(folder, 'in')
  writeFileSync(from, 'из файла\n')
  assert.equal((await runPipeline([bash('cat', 'cat')], { from: { file: from } })).printed, 'из файла\n')
  assert.equal((await runPipeline([bash('cat', 'cat')], { from: { text: 'слова' } })).printed, 'слова')
  assert.equal((await runPipeline([bash('cat', 'cat')])).printed, '')
})

test('whichever program fails is the one that is told of, and not those that it took with it', async () => {
  const endless = bash('endless', 'yes')
  const cases: [Program[], RegExp][] = [
    [[bash('first', 'echo said >&2; exit 3'), bash('last', 'cat')], /^first: said$/],
    [[endless, bash('last', 'head -c 10 >/dev/null; echo enough >&2; exit 1')], /^last: enough$/],
    [[bash('first', 'kill -9 $$'), bash('last', 'cat')], /^first: ended with SIGKILL$/],
    [[{ ...endless, name: 'gone', command: ['/nowhere/program'] }], /^gone: .*ENOENT/],
  ]
  for (const [programs, words] of cases) await assert.rejects(runPipeline(programs), { message: words })
})

test('a check reads all that the first program prints, whatever becomes of it later', async () => {
  const seen = join(folder, 'seen')
  await runPipeline([bash('a', 'seq 1 100000'), bash('b', 'gzip')], {
    to: join(folder, 'out'),
    check: bash('check', `cat > ${seen}`),
  })
  assert.equal(readFileSync(seen, 'utf8').trim().split('\n').length, 100_000)
})

// of twenty one or more used to wait for ever
test('a check that reads no more holds up nothing', { timeout: 60_000 }, async () => {
  for (let run = 0; run < 20; run++) {
    const bad = runPipeline([bash('a', 'seq 1 100000')], {
      check: bash('check', 'head -c 5 >/dev/null; echo bad >&2; exit 1'),
    })
    await assert.rejects(bad, { message: 'check: bad' })
  }
})

test('a file that cannot be written ends all programs, the check too', { timeout: 20_000 }, async () => {
  assert.ok(existsSync('/dev/full'))
  const full = runPipeline([bash('endless', 'yes'), bash('cat', 'cat')], {
    to: '/dev/full',
    check: bash('check', 'cat >/dev/null'),
  })
  await assert.rejects(full, { code: 'ENOSPC' })
})

test('interrupted it ends what is at work, and throws why', { timeout: 20_000 }, async () => {
  const interruption = new AbortController()
  const { signal } = interruption
  const endless = { ...bash('endless', 'yes'), signal }
  const running = runPipeline([endless, { ...bash('cat', 'cat'), signal }], { to: join(folder, 'out') })
  setTimeout(() => interruption.abort(new Error('interrupted')), 100)
  await assert.rejects(running, { message: 'interrupted' })
  await assert.rejects(runPipeline([endless]), { message: 'interrupted' })
})
