import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type CopiedCheckout, copyCheckout } from '../copied-checkout.ts'
import { runToEnd } from '../run-script.ts'
import { makePath } from '../stub-programs.ts'
import { goodEnv } from './docker-stub.ts'

let checkout: CopiedCheckout

before(() => {
  checkout = copyCheckout({ withPackages: false })
  writeFileSync(join(checkout.path, '.env'), goodEnv, { mode: 0o600 })
})
after(() => checkout[Symbol.asyncDispose]())

/** An engine that has the image of the bot's Node, or not, and no answer for anything else. */
const docker = (create: string) => `
echo "$*" >>"$CALLS"
case "$1 $2" in
"create --pull=never") ${create} ;;
"cp --quiet") ln -s "$PROGRAM" "\${@: -1}" ;;
"rm container-1") ;;
*) exit 1 ;;
esac`

const stateOf = (folder: string) =>
  execFileSync('bash', ['-c', 'find . -printf "%p %m %T@ %s\\n" | sort'], { cwd: folder, encoding: 'utf8' })

/** A look at a server without Node; `tmp` is where its temporary files go. */
async function look(create: string, options: { mode?: string; program?: string; node?: string } = {}) {
  const { mode = '--check', program = process.execPath, node } = options
  const aside = mkdtempSync(join(tmpdir(), 'schoolbot-node-'))
  try {
    const tmp = join(aside, 'tmp')
    mkdirSync(tmp)
    const programs = {
      docker: docker(create),
      mktemp: 'exec /usr/bin/mktemp "$@"',
      ...(node ? { node } : {}),
    }
    const PATH = makePath(join(aside, 'path'), programs)
    const before = stateOf(checkout.path)
    const env = { PATH, PROGRAM: program, CALLS: join(aside, 'calls'), TMPDIR: tmp }
    const { code, output } = await runToEnd([checkout.script('init_monitoring.sh'), mode], env)
    assert.equal(stateOf(checkout.path), before)
    assert.deepEqual(readdirSync(tmp), [])
    return { code, output, calls: readFileSync(env.CALLS, 'utf8').trim().split('\n') }
  } finally {
    rmSync(aside, { recursive: true })
  }
}

for (const mode of ['--check', '--dry-run']) {
  test(`${mode} on a server without Node works with that of the image, and leaves nothing behind`, async () => {
    const { code, output, calls } = await look('echo container-1', { mode })
    // it came as far as the engine, which has no answers here
    assert.match(output, /^fault: the Docker engine does not answer/m)
    assert.equal(code, 4)
    assert.deepEqual(
      calls.slice(0, 3).map((call) => call.split(' ').slice(0, 2).join(' ')),
      ['create --pull=never', 'cp --quiet', 'rm container-1'],
    )
  })
}

test('a look fetches no image: it says which one it needs, and what else helps', async () => {
  const { code, output, calls } = await look('echo "No such image" >&2; exit 1', { node: 'echo v20.1.0' })
  assert.equal(code, 4)
  assert.match(
    output,
    /^No such image\ninit_monitoring\.sh: there is no Node\.js 24 here, and a look fetches nothing: docker pull node:24\S+, or install Node\.js 24 .*\n$/,
  )
  assert.equal(calls.length, 1)
})

test('a Node of the image that does not run here is refused by a look too', async () => {
  const { code, output, calls } = await look('echo container-1', { program: '/etc/hostname' })
  assert.equal(code, 4)
  assert.match(
    output,
    /^init_monitoring\.sh: the Node\.js of node:24\S+ does not run here: install Node\.js 24/m,
  )
  assert.equal(calls.at(-1), 'rm container-1')
})
