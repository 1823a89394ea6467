import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { copyCheckout } from './copied-checkout.ts'
import { runToEnd } from './run-script.ts'
import { makePath } from './stub-programs.ts'

const NODE = `exec ${process.execPath} "$@"`
/** Says version 20 and can do everything else. */
const OLD_ENOUGH_NODE = `[[ $1 == --version ]] && echo v20.1.0 || ${NODE}`
/** As npm does it: slowly, noting each call, and writing its list last. */
const NPM = `
echo "$*" >>"$CALLS"
sleep 0.5
case "$*" in
*" ci "*) mkdir -p node_modules && cp package-lock.json node_modules/.package-lock.json ;;
*node-linux-*) package=$(basename "\${@: -1}"); package=\${package%@*}
  mkdir -p "node_modules/$package/bin" && ln -s ${process.execPath} "node_modules/$package/bin/node" ;;
esac`

/** An engine whose images hold what PROGRAM says under the name of Node. */
const DOCKER = `
echo "$*" >>"$CALLS"
case $1 in
create) echo container-1 ;;
cp) cp "$PROGRAM" "\${@: -1}" ;;
esac`

/** A script that needs Node and no packages, as those for servers do; then it says which Node it got. */
function prepareServer(checkout: string, programs: Record<string, string>, program = process.execPath) {
  const PATH = makePath(join(checkout, 'path'), programs)
  const script = `set -Eeuo pipefail; shopt -s inherit_errexit
    source scripts/lib/shell/log.sh; source scripts/lib/shell/node.sh
    use_node_or_image "$PWD"; node --version`
  const env = { PATH, PROGRAM: program, CALLS: join(checkout, 'calls') }
  return () => runToEnd(['/bin/bash', '-c', script, 'try.sh'], env, checkout)
}

/** A script that prepares Node and packages as all of ours do, then says which Node it got. */
function prepare(checkout: string, programs: Record<string, string>, pathName = 'path') {
  const PATH = makePath(join(checkout, pathName), programs)
  const script = `set -Eeuo pipefail; shopt -s inherit_errexit
    source scripts/lib/shell/log.sh; source scripts/lib/shell/node.sh
    use_node "$PWD"; install_packages "$PWD"; node --version`
  return () =>
    runToEnd(['/bin/bash', '-c', script, 'try.sh'], { PATH, CALLS: join(checkout, 'calls') }, checkout)
}

const callsOf = (checkout: string) =>
  existsSync(join(checkout, 'calls')) ? readFileSync(join(checkout, 'calls'), 'utf8').trim().split('\n') : []

test('without Node there is one clear line and exit code 4', async () => {
  await using checkout = copyCheckout({ withPackages: false })
  assert.deepEqual(await prepare(checkout.path, {})(), {
    code: 4,
    output: 'try.sh: Node.js 20 or newer is needed (https://nodejs.org)\n',
  })
})

test('a Node that is too old is refused with its version', async () => {
  await using checkout = copyCheckout({ withPackages: false })
  assert.deepEqual(await prepare(checkout.path, { node: 'echo v18.20.0', npm: NPM })(), {
    code: 4,
    output: 'try.sh: Node.js 20 or newer is needed (https://nodejs.org), this is 18\n',
  })
})

test('without npm there is one clear line and exit code 4', async () => {
  await using checkout = copyCheckout({ withPackages: false })
  assert.deepEqual(await prepare(checkout.path, { node: NODE })(), {
    code: 4,
    output: 'try.sh: npm is needed: install the npm that belongs to Node.js\n',
  })
})

test('with Node 20 the right Node is fetched into the checkout, once', async () => {
  await using checkout = copyCheckout({ withPackages: false })
  const run = prepare(checkout.path, { node: OLD_ENOUGH_NODE, npm: NPM })
  for (const _attempt of [1, 2]) {
    const { code, output } = await run()
    assert.equal(code, 0, output)
    assert.match(output, new RegExp(`${process.version}\\n$`))
  }
  const fetched = callsOf(checkout.path).filter((call) => call.includes('--ignore-scripts node-'))
  assert.equal(fetched.length, 1)
})

test('two starts at once install once, and both go on', async () => {
  await using checkout = copyCheckout({ withPackages: false })
  const first = prepare(checkout.path, { node: NODE, npm: NPM }, 'path-1')
  const second = prepare(checkout.path, { node: NODE, npm: NPM }, 'path-2')
  const results = await Promise.all([first(), second()])
  assert.deepEqual(
    results.map(({ code }) => code),
    [0, 0],
  )
  assert.equal(callsOf(checkout.path).length, 1)
  assert.equal(results.filter(({ output }) => output.includes('waiting for it')).length, 1)
})

test('packages are installed again when package-lock.json asks for another version', async () => {
  await using checkout = copyCheckout({ withPackages: false })
  const run = prepare(checkout.path, { node: NODE, npm: NPM })
  await run()
  const lockFile = join(checkout.path, 'package-lock.json')
  writeFileSync(
    lockFile,
    readFileSync(lockFile, 'utf8').replace('"version": "4.16.3"', '"version": "4.16.4"'),
  )
  await run()
  await run()
  assert.equal(callsOf(checkout.path).length, 2)
})

test('an installation that npm gave up is reported, and not taken for whole the next time', async () => {
  await using checkout = copyCheckout({ withPackages: false })
  const failed = await prepare(checkout.path, { node: NODE, npm: 'echo no network >&2; exit 1' })()
  assert.equal(failed.code, 4)
  assert.match(failed.output, /no network\ntry\.sh: npm could not install the packages, see above\n$/)
  rmSync(join(checkout.path, 'path'), { recursive: true })
  assert.equal((await prepare(checkout.path, { node: NODE, npm: NPM })()).code, 0)
})

test('a server with Docker and no Node takes it out of the image of the bot, once', async () => {
  await using checkout = copyCheckout({ withPackages: false })
  const run = prepareServer(checkout.path, { docker: DOCKER })
  const first = await run()
  assert.equal(first.code, 0, first.output)
  assert.match(first.output, new RegExp(`taking it out of the image node:24\\..*\\n${process.version}\\n$`))
  assert.equal((await run()).output, `${process.version}\n`)
  const image = /^FROM (\S+)/m.exec(readFileSync(join(checkout.path, 'bot/Dockerfile'), 'utf8'))?.[1]
  assert.deepEqual(
    callsOf(checkout.path).map((call) => call.split(' ').slice(0, 2).join(' ')),
    [`create ${image}`, 'cp --quiet', 'rm container-1'],
  )
})

test('a Node of the image that does not run here is refused, and not taken the next time', async () => {
  await using checkout = copyCheckout({ withPackages: false })
  const refused = await prepareServer(checkout.path, { docker: DOCKER }, '/etc/hostname')()
  assert.equal(refused.code, 4)
  assert.match(refused.output, /does not run on this system.*: install Node\.js 24/)
  assert.ok(!existsSync(join(checkout.path, '.cache/node/bin/node')))
})

test('an image that cannot be had is one clear line and exit code 4', async () => {
  await using checkout = copyCheckout({ withPackages: false })
  const refused = await prepareServer(checkout.path, { docker: 'echo no network >&2; exit 1' })()
  assert.equal(refused.code, 4)
  assert.match(refused.output, /no network\ntry\.sh: cannot get the image node:24.*: install Node\.js 24/)
})

test('a server with neither Docker nor Node is told what is missing', async () => {
  await using checkout = copyCheckout({ withPackages: false })
  assert.deepEqual(await prepareServer(checkout.path, {})(), {
    code: 4,
    output: 'try.sh: Node.js 20 or newer is needed (https://nodejs.org)\n',
  })
})
