import assert from 'node:assert/strict'
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import {
  appendHistory,
  type HistoryLine,
  laterThanAll,
  presentOf,
  readHistory,
  releaseBefore,
  releasesToGoBehind,
  releasesToKeep,
} from '../../lib/deploy/history.ts'
import { historyLines } from '../../lib/deploy/history-lines.ts'
import { composeFileOf, forgetReleases, isReleaseId, newReleaseId } from '../../lib/deploy/releases.ts'
import { forgetUnderWay, markUnderWay, readUnderWay } from '../../lib/deploy/under-way.ts'

const two = (day: number) => String(day).padStart(2, '0')
const idOf = (day: number) => `202612${two(day)}-083000Z`

function line(day: number, more: Partial<HistoryLine> = {}): HistoryLine {
  return {
    ...{ kind: 'deploy', release: idOf(day), outcome: 'done', environment: 'prod', version: `v${day}` },
    ...{ image: `sha256:${day}`, migrations: [] },
    ...{ begunAt: `2026-12-${two(day)}T08:30:00.000Z`, endedAt: `2026-12-${two(day)}T08:30:41.000Z` },
    ...more,
  }
}

function folder(t: TestContext): string {
  const root = mkdtempSync(join(tmpdir(), 'schoolbot-deploys-'))
  t.after(() => rmSync(root, { recursive: true }))
  return root
}

test('what was deployed is read as it was written, and a line that a cut of the power has torn is left out', (t) => {
  const root = folder(t)
  assert.deepEqual(readHistory(root), [])
  appendHistory(root, line(1))
  appendFileSync(join(root, '.deploys/history.jsonl'), '{"release":"20261202-0830')
  appendHistory(root, line(3))
  assert.deepEqual(
    readHistory(root).map(({ release }) => release),
    [idOf(1), idOf(3)],
  )
})

test('a line that somebody wrote by hand and that lacks something is left out, and ends nothing', (t) => {
  const root = folder(t)
  appendHistory(root, line(1))
  const { migrations: _, ...short } = line(2)
  appendFileSync(join(root, '.deploys/history.jsonl'), `${JSON.stringify(short)}\n{"release":"${idOf(3)}"}\n`)
  assert.deepEqual(historyLines(readHistory(root)).length, 1)
})

test('the release in service is the last one that stayed', () => {
  assert.equal(presentOf([]), undefined)
  const history = [line(1), line(2), line(3, { outcome: 'returned' })]
  assert.equal(presentOf(history)?.release, idOf(2))
  assert.equal(presentOf([...history, line(1, { kind: 'rollback' })])?.release, idOf(1))
})

test('a rollback without a name leads further back each time, and never forth', () => {
  const history = [line(1), line(2), line(3)]
  assert.equal(releaseBefore(history)?.release, idOf(2))
  const once = [...history, line(2, { kind: 'rollback' })]
  assert.equal(releaseBefore(once)?.release, idOf(1))
  assert.equal(releaseBefore([...once, line(1, { kind: 'rollback' })]), undefined)
})

test('a release that never stayed is none to go back to', () => {
  assert.equal(releaseBefore([line(1), line(2, { outcome: 'returned' }), line(3)])?.release, idOf(1))
})

test('the last five releases are kept, and the one in service however old it is', () => {
  const history = [1, 2, 3, 4, 5, 6, 7].map((day) => line(day))
  assert.deepEqual(releasesToKeep(history), [7, 6, 5, 4, 3].map(idOf))
  const back = [...history, line(1, { kind: 'rollback' })]
  assert.deepEqual(releasesToKeep(back), [7, 6, 5, 4, 3, 1].map(idOf))
})

test('the backup from before something was taken away is kept for as long as a rollback leads behind it', () => {
  const contracting = line(2, {
    ...{ outcome: 'returned', migrations: ['0011_x'], contracts: ['0011_x.sql:1 drop column'] },
  })
  const days = (history: readonly HistoryLine[]) => releasesToGoBehind(history).toSorted()
  assert.deepEqual(days([line(1), contracting]), [1, 2].map(idOf))
  const later = [3, 4, 5, 6, 7].map((day) => line(day))
  assert.deepEqual(days([line(1), contracting, ...later]), [3, 4, 5, 6, 7].map(idOf))
})

test('the files of other releases are forgotten, and nothing else of the folder', (t) => {
  const root = folder(t)
  for (const day of [1, 2]) mkdirSync(join(composeFileOf(root, idOf(day)), '..'), { recursive: true })
  appendHistory(root, line(2))
  forgetReleases(root, [idOf(2)])
  assert.ok(!existsSync(join(root, '.deploys', idOf(1))))
  assert.ok(existsSync(join(root, '.deploys', idOf(2))))
  assert.equal(readHistory(root).length, 1)
})

test('two releases of one second have different names, which say when', (t) => {
  const root = folder(t)
  const at = new Date('2026-12-01T08:30:00.700Z')
  const first = newReleaseId(root, at)
  assert.equal(first, '20261201-083000Z')
  mkdirSync(join(root, '.deploys', first), { recursive: true })
  const second = newReleaseId(root, at)
  assert.ok(isReleaseId(second) && second > first, second)
})

test('a release is later than all before it by its name, also after a clock that was ahead', (t) => {
  const root = folder(t)
  const at = new Date('2026-12-01T08:29:59Z')
  const nameOf = (history: readonly HistoryLine[]) => newReleaseId(root, laterThanAll(history, at))
  assert.equal(nameOf([]), '20261201-082959Z')
  assert.equal(nameOf([line(3), line(1)]), '20261203-083001Z')
})

test('what is under way is told until it has ended', (t) => {
  const root = folder(t)
  assert.equal(readUnderWay(root), undefined)
  const underWay = {
    ...{ kind: 'deploy' as const, release: idOf(1), begunAt: 'then', step: 'replicas' },
    ...{ migrations: ['0011_rooms'], contracts: ['0011_rooms.sql:1 drop'], backup: 'schoolbot_then' },
  }
  markUnderWay(root, underWay)
  assert.deepEqual(readUnderWay(root), underWay)
  forgetUnderWay(root)
  assert.equal(readUnderWay(root), undefined)
})

test('the history says of each deploy what became of it, and why it did not stay', () => {
  const failed = line(3, {
    outcome: 'returned',
    step: 'gate',
    reason: 'no answer\nmore',
    migrations: ['0011_x'],
  })
  const [first, second, third, why] = historyLines([line(1), line(2), failed])
  assert.match(first ?? '', /^20261201-083000Z  deploy    done         v1, 41 s$/)
  assert.match(second ?? '', /^20261202-083000Z  deploy    in service   v2, 41 s$/)
  assert.match(third ?? '', /rolled back  v3, 41 s, migrations 0011_x$/)
  assert.equal(why, '    gate: no answer')
})
