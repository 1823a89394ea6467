import assert from 'node:assert/strict'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { runToEnd } from '../run-script.ts'
import { copyForInit, type InitCheckout } from './docker-stub.ts'

let checkout: InitCheckout

before(() => {
  checkout = copyForInit()
})
after(() => checkout[Symbol.asyncDispose]())

test('--help says what it does and what the exit codes mean', async () => {
  const { code, output } = await checkout.run(['--help'])
  assert.equal(code, 0)
  assert.match(output, /Usage: .*--check.*--dry-run/)
  for (const meaning of [
    '0 all ready',
    '1 something',
    '2 wrong',
    '4 something',
    '5 another',
    '6 something',
  ]) {
    assert.ok(output.includes(meaning), meaning)
  }
})

test('it works by a link, and when sh is told to run it', async () => {
  const link = join(checkout.path, '..', 'prepare')
  symlinkSync(checkout.file('scripts/init_monitoring.sh'), link)
  for (const command of [[link], ['sh', checkout.file('scripts/init_monitoring.sh')]]) {
    const { code, output } = await runToEnd([...command, '--help'])
    assert.equal(code, 0, output)
    assert.match(output, /^Usage: /)
  }
})

for (const args of [['--chekc'], ['now'], ['--check', '--dry-run']]) {
  test(`${args.join(' ')} is wrong usage: one line, exit code 2`, async () => {
    const { code, output } = await checkout.run(args)
    assert.equal(code, 2)
    assert.match(output, /^init_monitoring\.sh: .*\(see --help\)\n$/)
  })
}
