import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { alwaysAllowed, createGlitchTipAddressStep } from '../../lib/glitchtip/glitchtip-address.ts'
import { root } from '../copied-checkout.ts'
import { createGlitchTipSetup } from './glitchtip-setup.ts'

test('the address of GlitchTip is one that it answers to', async () => {
  using made = createGlitchTipSetup()
  const step = createGlitchTipAddressStep(made.setup)
  assert.deepEqual(await step.look(), { state: 'ready', words: 'http://localhost:9000' })

  made.env['GLITCHTIP_URL'] = 'https://errors.school.example'
  assert.deepEqual(await step.look(), {
    state: 'failed',
    words:
      'GLITCHTIP_URL leads to errors.school.example, which GlitchTip refuses: ' +
      'write GLITCHTIP_HOST=errors.school.example in .env',
  })
  made.env['GLITCHTIP_HOST'] = 'errors.school.example'
  assert.equal((await step.look()).state, 'ready')
  made.env['GLITCHTIP_URL'] = 'errors'
  assert.equal((await step.look()).state, 'failed')
})

test('the hosts that are always allowed are those of docker-compose.yml', () => {
  const compose = readFileSync(join(root, 'docker-compose.yml'), 'utf8')
  assert.ok(compose.includes(`ALLOWED_HOSTS: ${alwaysAllowed.join(',')},\${GLITCHTIP_HOST:-localhost}\n`))
})
