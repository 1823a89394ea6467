import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { engineEnv, missingEngine, root } from './engine.ts'
import { projectName } from './leftovers.ts'

const dockerfile = readFileSync(join(root, 'bot/Dockerfile'), 'utf8')
const [, ...stages] = dockerfile.split(/^FROM /m)
const last = stages.at(-1) ?? ''

test('the Dockerfile installs what is pinned, and the bot can change nothing of it', () => {
  const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image = '']) => image)
  assert.deepEqual(new Set(images).size, 1)
  assert.match(images[0] ?? '', /^node:24\.\d+\.\d+-\w+-slim(@sha256:[0-9a-f]{64})?$/)
  assert.doesNotMatch(dockerfile, /^ADD |apt-get|:latest|^COPY \. /m)
  assert.match(last, /^USER node$/m)
  // what is copied after USER would be the bot's own to change
  assert.doesNotMatch(last.split(/^USER node$/m)[1] ?? '', /^COPY|--chown/m)
})

/** What the bot adds to the image of Node.js: 56 MB of packages and 1.4 MB of its own when this was written; 1.8 MB came with the parser of SQL. */
const mostMegabytes = 75

describe('the image of the bot', { skip: missingEngine() }, () => {
  const image = `schoolbot/bot:${projectName}`
  const docker = (...args: string[]) =>
    spawnSync('docker', args, { cwd: root, env: engineEnv, encoding: 'utf8', timeout: 170_000 })

  after(() => void docker('image', 'rm', '--force', image))

  test('BuildKit finds nothing to say against its Dockerfile', () => {
    // not in the Dockerfile itself: a newer BuildKit with newer rules must not keep an operator from building
    const rules = 'BUILDKIT_DOCKERFILE_CHECK=error=true;experimental=all'
    const check = docker('build', '--check', '--build-arg', rules, '--file', 'bot/Dockerfile', '.')
    assert.equal(check.status, 0, check.stdout + check.stderr)
  })

  test('it is small, and holds nothing that installs or builds', { timeout: 175_000 }, (t) => {
    const built = docker('build', '--quiet', '--tag', image, '--file', 'bot/Dockerfile', '.')
    assert.equal(built.status, 0, built.stderr)
    const node = /^\S+/.exec(stages[0] ?? '')?.[0] ?? ''
    const { stdout } = docker('image', 'inspect', '--format', '{{.Size}}', image, node)
    const [whole = 0, base = 0] = stdout
      .trim()
      .split('\n')
      .map((size) => Math.round(Number(size) / 1e6))
    t.diagnostic(`${whole} MB, ${base} of them ${node}`)
    // A dependency that makes it half as big again should be noticed. What Node.js itself takes is not ours.
    assert.ok(whole - base < mostMegabytes, `${whole - base} MB beside ${node}`)
    assert.equal(docker('image', 'inspect', '--format', '{{.Config.User}}', image).stdout.trim(), 'node')
    const unwanted =
      'command -v npm npx yarn corepack gcc make python3 || find / -xdev -name "*.d.ts" -not -path "/proc/*"'
    const found = docker('run', '--rm', '--network=none', '--entrypoint=sh', image, '-c', unwanted)
    assert.equal(found.stdout, '')
  })

  test('it judges migrations with no network, no settings and nothing to write to', () => {
    const judge = ['node', 'src/main.ts', 'migrations', 'judge', '--json', '0010_command_menus']
    const judged = docker('run', '--rm', '--network=none', '--read-only', '--memory=224m', image, ...judge)
    assert.equal(judged.status, 0, judged.stdout + judged.stderr)
    assert.deepEqual(JSON.parse(judged.stdout), { judged: ['0010_command_menus'], refused: [], allowed: [] })
  })
})
