import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type CopiedCheckout, copyCheckout } from '../copied-checkout.ts'
import { runScript, runToEnd } from '../run-script.ts'

let checkout: CopiedCheckout
before(() => {
  checkout = copyCheckout({ withPackages: false })
})
after(() => checkout[Symbol.asyncDispose]())

const scale = (...args: string[]) => runToEnd([checkout.script('scale.sh'), ...args])

test('--help explains, and wrong usage is refused with what is right', async () => {
  const help = await scale('3', '--help')
  assert.equal(help.code, 0)
  assert.match(help.output, /^Usage: \.\/scripts\/scale\.sh N/)
  const none = await scale()
  assert.deepEqual([none.code, none.output], [2, 'scale.sh: how many replicas? (see --help)\n'])
  assert.equal((await scale('2', '--auto')).code, 2)
})

test('nothing is done beside another script', async () => {
  const lock = `mkdir -p ${checkout.path}/.cache; exec 8>${checkout.path}/.cache/ops.lock; flock 8
    echo "deploy.sh (process 12)" >&8; echo held; exec sleep 60`
  const other = runScript(['bash', '-c', lock])
  await other.untilPrints(/held/)
  const kept = await scale('2')
  other.kill('SIGKILL')
  assert.deepEqual(
    [kept.code, kept.output],
    [5, 'scale.sh: deploy.sh (process 12) is at work in this folder: start again when it has ended\n'],
  )
})
