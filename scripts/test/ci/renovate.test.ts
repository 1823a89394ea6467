import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../copied-checkout.ts'

interface Rule {
  description: string
  matchPackageNames?: string[]
  matchUpdateTypes?: string[]
  automerge?: boolean
  dependencyDashboardApproval?: boolean
}

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const config: {
  extends: string[]
  packageRules: Rule[]
  customManagers: { managerFilePatterns: string[]; matchStrings: string[]; depNameTemplate?: string }[]
  'docker-compose': { managerFilePatterns: string[] }
} = JSON.parse(read('renovate.json'))

/** Whether Renovate would merge such an update by itself: the last rule that fits has the word. */
function automerges(name: string, update: string): boolean {
  return config.packageRules
    .filter(({ matchUpdateTypes }) => matchUpdateTypes?.includes(update) ?? true)
    .filter(({ matchPackageNames }) => matchPackageNames?.some((one) => fits(one, name)) ?? true)
    .filter((rule) => !('matchCurrentVersion' in rule))
    .reduce((last, { automerge }) => automerge ?? last, false)
}

const fits = (pattern: string, name: string) =>
  pattern === name || (pattern.endsWith('/**') && name.startsWith(pattern.slice(0, -2)))

/** Files that a manager of Renovate reads: patterns of it are regular expressions between slashes. */
function filesOf(patterns: readonly string[]): string[] {
  const expressions = patterns.map((pattern) => new RegExp(pattern.slice(1, -1)))
  return globSync('{scripts,deploy}/**/*.{sh,ts,yml}', { cwd: root }).filter((file) =>
    expressions.some((expression) => expression.test(file)),
  )
}

test('Grafana, Postgres and GlitchTip never come by themselves, nor does a new major version of anything', () => {
  for (const name of [
    'postgres',
    'grafana/grafana',
    'glitchtip/glitchtip',
    '@grafana/grafana-foundation-sdk',
  ])
    for (const update of ['major', 'minor', 'patch', 'digest', 'pin'])
      assert.ok(!automerges(name, update), name)
  for (const name of ['fastify', 'nginx', 'node', 'actions/checkout']) {
    assert.ok(!automerges(name, 'major'), name)
    assert.ok(automerges(name, 'patch'), name)
  }
  const majors = config.packageRules.find(({ matchUpdateTypes }) => matchUpdateTypes?.includes('major'))
  assert.equal(majors?.dependencyDashboardApproval, true)
})

test('images and actions are pinned by digest', () => {
  for (const preset of ['docker:pinDigests', 'helpers:pinGitHubActionDigestsToSemver'])
    assert.ok(config.extends.includes(preset), preset)
})

test('versions in scripts are found where they stand, each once', () => {
  const found = config.customManagers.flatMap(({ managerFilePatterns, matchStrings, depNameTemplate }) =>
    filesOf(managerFilePatterns).flatMap((file) =>
      matchStrings.flatMap((match) =>
        [...read(file).matchAll(new RegExp(match, 'g'))].map(({ groups }) => {
          assert.match(groups?.['currentValue'] ?? '', /^\d+\.\d+\.\d+$/)
          return `${file}: ${groups?.['depName'] ?? depNameTemplate}`
        }),
      ),
    ),
  )
  assert.deepEqual(found, ['scripts/lib/shell/node.sh: node', 'scripts/lib/scans/image.ts: aquasec/trivy'])
})

test('every file with images of the stack is read', () => {
  const known = [
    'docker-compose.yml',
    'docker-compose.dev.yml',
    ...filesOf(config['docker-compose'].managerFilePatterns),
  ]
  const withImages = globSync('{*.yml,deploy/**/*.yml}', { cwd: root }).filter((file) =>
    /^\s+image: \S+:\d/m.test(read(file)),
  )
  assert.deepEqual(
    withImages.filter((file) => !known.includes(file)),
    [],
  )
})

test('Node.js is the same everywhere', () => {
  const inScripts = /version=(\d+\.\d+\.\d+)/.exec(read('scripts/lib/shell/node.sh'))?.[1]
  const images = ['bot/Dockerfile', 'scripts/lib/image-tests/Dockerfile', 'docker-compose.dev.yml'].flatMap(
    (file) => [...read(file).matchAll(/\bnode:(\d+\.\d+\.\d+)/g)].map(([, version]) => version),
  )
  assert.deepEqual([...new Set(images)], [inScripts])
  assert.equal(read('.node-version').trim(), inScripts?.split('.')[0])
})
