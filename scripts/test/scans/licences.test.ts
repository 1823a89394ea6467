import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allows } from '../../lib/scans/licence-terms.ts'
import { readProductionPackages, scanLicences } from '../../lib/scans/licences.ts'
import { root } from '../copied-checkout.ts'
import { createScanFolder } from './scan-folder.ts'

const look = (packages: Record<string, object>, inside: Record<string, string> = {}) => {
  using folder = createScanFolder({ 'package-lock.json': JSON.stringify({ packages }), ...inside })
  return folder.look(scanLicences)
}
const sentry = { 'node_modules/sentry': { license: 'FSL-1.1-Apache-2.0' } }

test('every package that runs in production has a licence that somebody allowed', async () => {
  const found = await scanLicences({ root, env: {}, say: () => undefined })
  assert.deepEqual(found, [])
  const names = readProductionPackages(root).map(({ name }) => name)
  assert.ok(names.includes('telegraf') && names.includes('@sentry/node'))
  assert.ok(!names.includes('playwright-core'))
})

test('an unknown licence, none at all, and one that only another package may have are refused', async () => {
  const { found, said } = await look(
    {
      ...sentry,
      'node_modules/a': { license: 'MIT' },
      'node_modules/a/node_modules/@b/c': { license: 'AGPL-3.0-only' },
      'node_modules/d': {},
      'node_modules/e': {},
      'node_modules/f': { license: 'FSL-1.1-Apache-2.0' },
      'node_modules/g': { license: 'AGPL-3.0-only', dev: true },
      'bot/node_modules/h': { license: 'GPL-3.0-only' },
    },
    { 'node_modules/e/package.json': JSON.stringify({ license: 'SEE LICENSE IN LICENSE' }) },
  )
  assert.deepEqual(found, [
    '@b/c has the licence AGPL-3.0-only',
    'd has the licence unknown',
    'e has the licence SEE LICENSE IN LICENSE',
    'f has the licence FSL-1.1-Apache-2.0',
    'h has the licence GPL-3.0-only',
  ])
  assert.ok(said.includes('MIT (1): a'))
})

test('an exception goes with its package', async () => {
  const { found } = await look({ 'node_modules/a': { license: 'MIT' } })
  assert.deepEqual(found, ['sentry is excepted and not here any more: take it out of licences.ts'])
})

test('of licences joined by OR one must be allowed, of those joined by AND all', () => {
  const mayBe = (licence: string) => allows(new Set(['MIT', 'ISC']), licence)
  for (const licence of [
    'MIT',
    '(MIT OR GPL-2.0)',
    'GPL-2.0 OR MIT',
    'MIT AND ISC',
    '(MIT AND (ISC OR GPL-2.0))',
  ])
    assert.ok(mayBe(licence), licence)
  for (const licence of [
    'GPL-2.0',
    'MIT AND GPL-2.0',
    '',
    'MIT*',
    'MIT ISC',
    '(MIT',
    'GPL-2.0 OR (MIT AND X)',
  ])
    assert.ok(!mayBe(licence), licence)
})
