import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readWish } from '../../lib/scale/scale-options.ts'

test('a number, and whether only to look', () => {
  assert.deepEqual(readWish(['3']), { kind: 'scale', count: 3, dryRun: false })
  assert.deepEqual(readWish(['--dry-run', '12']), { kind: 'scale', count: 12, dryRun: true })
  assert.deepEqual(readWish(['--status', '--json']), { kind: 'status', json: true })
})

test('what does not fit is told of', () => {
  const cases: [string[], RegExp][] = [
    [[], /how many replicas/],
    [['0'], /from 1 to 50, and not 0; docker compose stop bot/],
    [['51'], /from 1 to 50/],
    [['three'], /and not three$/],
    [['-1'], /unknown option/i],
    [['2', '3'], /one number of replicas/],
    [['3', '--status'], /only looks/],
    [['3', '--json'], /--json is for --status/],
    [['--auto'], /unknown option '--auto'/],
  ]
  for (const [args, words] of cases) assert.throws(() => readWish(args), words, args.join(' '))
})
