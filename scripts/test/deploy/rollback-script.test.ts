import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { appendHistory } from '../../lib/deploy/history.ts'
import { copyForInit, goodEnv, type InitCheckout } from '../init/docker-stub.ts'

/** Of an engine that has the images, and a Compose that cannot read the files of today. */
const DOCKER = `
case "$*" in
"version "*) echo 28.5.2 ;;
"compose version"*) echo 2.40.3 ;;
"buildx version"*) echo github.com/docker/buildx v0.29.1 ;;
"image ls"*) echo sha256:1 ;;
*config*) [[ \${COMPOSE_FILE:-} == *.deploys* ]] || { echo 'failed to read .env: line 3: unterminated' >&2; exit 1; }
  echo '{"name":"school","services":{"bot":{"deploy":{"replicas":2}}}}' ;;
esac`

let checkout: InitCheckout
before(() => {
  checkout = copyForInit({ docker: DOCKER })
})
after(() => checkout[Symbol.asyncDispose]())

test('a rollback needs no .env that can be read', async () => {
  writeFileSync(checkout.file('.env'), `${goodEnv}WEBHOOK_URL='https://\n`, { mode: 0o600 })
  for (const day of [1, 2]) {
    const release = `2026120${day}-083000Z`
    mkdirSync(checkout.file(`.deploys/${release}`), { recursive: true })
    writeFileSync(checkout.file(`.deploys/${release}/compose.yml`), '')
    appendHistory(checkout.path, {
      ...{ kind: 'deploy', release, outcome: 'done', environment: 'prod', version: `v${day}` },
      ...{ image: `sha256:${day}`, begunAt: '2026-12-01T08:30:00Z', endedAt: '', migrations: [] },
    })
  }
  const { code, output } = await checkout.runScript('deploy.sh', ['rollback', '--dry-run'])
  assert.equal(code, 0, output)
  assert.match(output, /warning: going by the files of that release/)
  assert.match(output, /Back to 20261201-083000Z \(v1\)/)
})
