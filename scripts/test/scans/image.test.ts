import assert from 'node:assert/strict'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'
import { readTrivyReport, scanImage, trivy, trivyArgs } from '../../lib/scans/image.ts'
import { PreflightError } from '../../lib/steps/step.ts'
import { root } from '../copied-checkout.ts'
import { runToEnd } from '../run-script.ts'
import { createScanFolder } from './scan-folder.ts'

/** Looks with a `docker` of ours on PATH: the lines of a shell's `case` on its first argument. */
async function look(cases: string) {
  using folder = createScanFolder()
  writeFileSync(join(folder.root, 'docker'), `#!/bin/bash\ncase $1 in\n${cases}\n*) ;;\nesac\n`)
  chmodSync(join(folder.root, 'docker'), 0o755)
  return await folder.look(scanImage, {
    ...process.env,
    PATH: `${folder.root}${delimiter}${process.env['PATH']}`,
  })
}

const report = {
  Results: [
    { Target: 'bot (debian 12)' },
    {
      Target: 'Node.js',
      Vulnerabilities: [
        ...[{ VulnerabilityID: 'CVE-1', PkgName: 'leaky', InstalledVersion: '1.0.0', FixedVersion: '1.0.1' }],
        ...[{ VulnerabilityID: 'CVE-2', PkgName: 'brittle', InstalledVersion: '2.0.0' }],
      ].map((vulnerability) => ({ ...vulnerability, Severity: 'HIGH', Title: 'words' })),
    },
  ],
}

test('what trivy reports is found', () => {
  assert.deepEqual(readTrivyReport(JSON.stringify(report)), [
    'high CVE-1 in leaky 1.0.0 (remedy: 1.0.1) of Node.js: words',
    'high CVE-2 in brittle 2.0.0 (remedy: none) of Node.js: words',
  ])
})

test('no report, and one on nothing, are not taken for a good one', () => {
  for (const text of ['', 'FATAL', '{}', '{"Results":null}'])
    assert.throws(() => readTrivyReport(text), PreflightError, text)
})

test('the image that was built goes to trivy as a file, and a good report is good', async () => {
  const { found } = await look(`
    build) echo sha256:abc ;;
    save) echo "$4" >"$3" ;;
    run) grep -q sha256:abc "$(sed -n 's/.*--volume=\\([^:]*\\):\\/scan:ro.*/\\1/p' <<<"$*")/image.tar" && echo '{"Results":[{"Target":"a"}]}' ;;`)
  assert.deepEqual(found, [])
})

test('trivy may neither speak to the engine nor write what it reads', () => {
  const args = trivyArgs('/tmp/scan', root)
  assert.doesNotMatch(args.join(' '), /docker\.sock|privileged(?!:true)|--network/)
  const mounts = args.flatMap((argument) => /^--volume=(.*)$/.exec(argument)?.[1] ?? [])
  const ofMachine = mounts.filter((mount) => mount.startsWith('/'))
  assert.equal(ofMachine.length, 2)
  for (const mount of ofMachine) assert.match(mount, /:ro$/)
  const accepted = ofMachine[1]?.split(':')[0] ?? ''
  assert.ok(existsSync(accepted))
  // an accepted vulnerability is looked at again some day
  for (const line of readFileSync(accepted, 'utf8')
    .split('\n')
    .filter((text) => text !== '' && !text.startsWith('#')))
    assert.match(line, /^\S+ exp:\d{4}-\d\d-\d\d$/)
  assert.match(trivy, /^aquasec\/trivy:\d+\.\d+\.\d+(@sha256:[0-9a-f]{64})?$/)
})

test('without an engine, without trivy and without what trivy knows it says so, with exit code 4', async () => {
  const missing = (pattern: RegExp) => (error: unknown) =>
    error instanceof PreflightError && pattern.test(error.message)
  await assert.rejects(look('version) exit 1 ;;'), missing(/no Docker engine answers/))
  await assert.rejects(
    look('image) exit 1 ;; pull) echo "no such host" >&2; exit 1 ;;'),
    missing(/cannot be pulled.*no such host/),
  )
  await assert.rejects(
    look('save) touch "$3" ;; run) echo "no database" >&2; exit 1 ;;'),
    missing(/trivy could not look: .*no database/),
  )
  const run = await runToEnd([join(root, 'scripts/scan.sh'), 'image'], { DOCKER_HOST: 'unix:///nowhere' })
  assert.equal(run.code, 4)
  assert.match(run.output, /image\n {2}MISSING {2}no Docker engine answers/)
})

test('a scan that does not exist is wrong usage', async () => {
  const run = await runToEnd([join(root, 'scripts/scan.sh'), 'dust'])
  assert.deepEqual(run, { code: 2, output: 'scan.sh: there is no scan "dust" (see --help)\n' })
})
