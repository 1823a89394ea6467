import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { putAside } from '../../lib/restore/put-aside.ts'

test('what Postgres had is put aside however little of it is left, and only nothing is thrown away', (t) => {
  const data = mkdtempSync(join(tmpdir(), 'schoolbot-data-'))
  t.after(() => rmSync(data, { recursive: true }))
  const put = (folder: string) =>
    execFileSync('sh', ['-euc', putAside, 'sh', data, folder], { encoding: 'utf8' }).trim()
  // PG_VERSION went with half of the rest
  mkdirSync(join(data, '18', 'docker', 'base', '16384'), { recursive: true })
  writeFileSync(join(data, '18', 'docker', 'base', '16384', '2619'), 'tickets')
  mkdirSync(join(data, '17', 'docker'), { recursive: true })
  assert.equal(put('damaged_1'), 'damaged_1/18')
  assert.equal(
    readFileSync(join(data, 'damaged_1', '18', 'docker', 'base', '16384', '2619'), 'utf8'),
    'tickets',
  )
  assert.ok(!existsSync(join(data, '18')) && !existsSync(join(data, '17')))
  assert.equal(put('damaged_2'), '')
  assert.ok(!existsSync(join(data, 'damaged_2')))
})
