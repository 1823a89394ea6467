import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readOptions } from '../../lib/deploy/deploy-options.ts'
import { UsageError } from '../../lib/steps/exit-code.ts'

const plain = {
  kind: 'deploy',
  environment: 'prod',
  mode: 'apply',
  services: undefined,
  allowContract: false,
}

test('an environment is deployed, looked at, or planned for', () => {
  assert.deepEqual(readOptions(['prod']), plain)
  assert.deepEqual(readOptions(['staging', '--check']), { ...plain, environment: 'staging', mode: 'check' })
  assert.deepEqual(readOptions(['prod', '--dry-run', '--allow-contract']), {
    ...plain,
    mode: 'dry-run',
    allowContract: true,
  })
})

test('services are all of them, or those that are named', () => {
  assert.deepEqual(readOptions(['prod', '--services']), { ...plain, services: [] })
  assert.deepEqual(readOptions(['prod', '--services', 'redis', 'grafana']), {
    ...plain,
    services: ['redis', 'grafana'],
  })
})

test('a rollback may name its release', () => {
  const back = { kind: 'rollback', release: undefined, allowContract: false, dryRun: false }
  assert.deepEqual(readOptions(['rollback']), back)
  assert.deepEqual(readOptions(['rollback', '20261201-083000Z']), { ...back, release: '20261201-083000Z' })
})

for (const [args, words] of [
  [[], /what is to be done/],
  [['production'], /unknown command production/],
  [['prod', 'redis'], /unknown argument redis/],
  [['prod', '--check', '--dry-run'], /exclude each other/],
  [['prod', '--json'], /--json does not belong to prod/],
  [['status', '--services'], /--services does not belong to status/],
  [['rollback', 'latest'], /no release such as/],
  [['rollback', '20261201-083000Z', 'more'], /unknown argument more/],
  [['prod', '--force'], /unknown option '--force'/],
] as const) {
  test(`deploy.sh ${args.join(' ')} is refused with words`, () => {
    assert.throws(
      () => readOptions(args),
      (error: unknown) => error instanceof UsageError && words.test(error.message),
    )
  })
}
