import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { isOurs, listBackups } from '../../lib/backup/backup-list.ts'
import { makeBackup } from '../../lib/deploy/backup-before.ts'
import { StepError } from '../../lib/steps/step.ts'
import { createBackupFolder, type Made } from '../backup/backup-folder.ts'
import { engineInMemory } from '../replicas/engine-in-memory.ts'

const release = '20261201-083000Z'

/** A backup is there already; the one that is made comes out like this, and is not copied off site. */
async function school(t: TestContext, made: Made) {
  const backups = createBackupFolder()
  t.after(() => backups[Symbol.dispose]())
  backups.add('2026-11-29T23:00:00Z', { verified: '2026-11-30T01:00:00.000Z\n' })
  const { run: opened, said } = await engineInMemory([])
  const setup = { ...opened.setup, env: { BACKUP_DIR: backups.folder } }
  const run = { ...opened, steadyDocker: opened.docker, setup, at: new Date() }
  const make = async () => {
    backups.add('2026-11-30T08:00:00Z', made)
    throw new StepError('it is made, but not copied')
  }
  const pins = () =>
    listBackups(backups.folder)
      .filter(isOurs)
      .map(({ pinned }) => pinned)
  return { said, pins, backUp: (needsAll: boolean) => makeBackup(run, release, { needsAll, make }) }
}

test('a backup that is proven and not copied off site stops no deploy, and is pinned', async (t) => {
  const { backUp, said, pins } = await school(t, { verified: '2026-11-30T08:01:00.000Z\n' })
  assert.equal(await backUp(false), 'schoolbot_20261130_080000Z')
  assert.match(said.join('\n'), /warning: it is made, but not copied; .* the deploy goes on/)
  assert.deepEqual(pins(), [`before deploy ${release}`, undefined])
})

test('one that is not proven does, and so it is before a service whose data are in it', async (t) => {
  await assert.rejects((await school(t, {})).backUp(false), /not copied/)
  await assert.rejects(
    (await school(t, { verified: '2026-11-30T08:01:00.000Z\n' })).backUp(true),
    /not copied/,
  )
})
