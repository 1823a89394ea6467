import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { putGrafana } from '../../lib/restore/restored-grafana.ts'

test('of every restore of Grafana what was there stays, whole, and at no moment there is nothing', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'schoolbot-grafana-'))
  t.after(() => rmSync(root, { recursive: true }))
  const [data, programs] = [join(root, 'data'), join(root, 'programs')]
  mkdirSync(data)
  const stub = (name: string, text: string) => {
    mkdirSync(programs, { recursive: true })
    writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`)
    chmodSync(join(programs, name), 0o755)
  }
  // it finds good what is no word of damage, and cannot write what lies beside into a file
  stub('sqlite3', 'case "$2" in *integrity*) grep -q damage "$1" || echo ok ;; *) exit 1 ;; esac')
  const put = (text: string, kept: string) =>
    spawnSync('bash', ['-euc', putGrafana, 'bash', data, kept], {
      input: text,
      env: { PATH: `${programs}:${process.env['PATH']}` },
    })
  const files = () =>
    Object.fromEntries(readdirSync(data).map((name) => [name, readFileSync(join(data, name), 'utf8')]))
  writeFileSync(join(data, 'grafana.db'), 'accounts')
  writeFileSync(join(data, 'grafana.db-wal'), 'the newest account')

  assert.equal(put('damage', 'kept_0').status, 1)
  assert.deepEqual(files(), { 'grafana.db': 'accounts', 'grafana.db-wal': 'the newest account' })

  // ended just before the exchange
  stub('mv', 'exit 9')
  assert.equal(put('backup', 'kept_1').status, 9)
  assert.equal(files()['grafana.db'], 'accounts')
  rmSync(join(programs, 'mv'))

  assert.equal(put('backup', 'kept_2').status, 0)
  writeFileSync(join(data, 'grafana.db'), 'made since')
  assert.equal(put('backup', 'kept_3').status, 0)
  const { kept_1, kept_2, kept_3, ...rest } = files()
  assert.deepEqual([kept_1, kept_2, kept_3], ['accounts', 'accounts', 'made since'])
  assert.deepEqual(rest, { 'grafana.db': 'backup', 'kept_1-wal': 'the newest account' })
})
