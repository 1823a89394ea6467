import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { scanDependencies } from '../../lib/scans/dependencies.ts'
import { PreflightError } from '../../lib/steps/step.ts'
import { createScanFolder } from './scan-folder.ts'

const dependencies = { brittle: '1.2.0', leaky: '3.0.0' }
const locked = Object.entries(dependencies).map(([name, version]) => [`node_modules/${name}`, { version }])
const files = {
  'package.json': JSON.stringify({ name: 'a', version: '1.0.0', dependencies }),
  'package-lock.json': JSON.stringify({
    ...{ name: 'a', version: '1.0.0', lockfileVersion: 3 },
    packages: { '': { name: 'a', version: '1.0.0', dependencies }, ...Object.fromEntries(locked) },
  }),
}
const advisory = (id: number, severity: string, title: string) => [
  { id, url: `https://example.org/${id}`, title, severity, vulnerable_versions: '<9.0.0', cwe: [] },
]

/** Asks with the real npm, of a registry that answers so; without an answer it refuses. */
async function look(answer?: object) {
  const registry = createServer((request, response) => {
    const isQuestion = request.url?.endsWith('/advisories/bulk') === true
    response.statusCode = answer === undefined ? 405 : isQuestion ? 200 : 404
    response.end(JSON.stringify(isQuestion ? (answer ?? {}) : {}))
  })
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
  const { port }: AddressInfo = JSON.parse(JSON.stringify(registry.address()))
  using folder = createScanFolder(files)
  const env = {
    ...{ PATH: process.env['PATH'], HOME: folder.root, npm_config_fetch_retries: '0' },
    npm_config_registry: `http://127.0.0.1:${port}`,
  }
  try {
    return await folder.look(scanDependencies, env)
  } finally {
    registry.close()
    registry.closeAllConnections()
  }
}

test('a high or critical vulnerability is found, a lesser one is told', async () => {
  const { found, said } = await look({
    brittle: advisory(1, 'critical', 'breaks when it is looked at'),
    leaky: advisory(2, 'low', 'drips'),
  })
  assert.equal(found.length, 1)
  assert.match(found[0] ?? '', /^brittle .*: critical, breaks when it is looked at/)
  assert.match(said.join('\n'), /^known {4}leaky .*: low, drips/)
})

test('nothing is found where nothing is known', async () => {
  assert.deepEqual(await look({}), { found: [], said: [] })
})

test('a registry that does not answer is not taken for one that knows of nothing', async () => {
  await assert.rejects(look(), (error) => {
    assert.ok(error instanceof PreflightError)
    assert.match(error.message, /the npm registry does not tell what is known of the packages: .*405/)
    return true
  })
})
