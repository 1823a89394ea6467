import assert from 'node:assert/strict'
import { createGlitchTipSteps } from '../../lib/glitchtip/glitchtip.ts'
import type { Step } from '../../lib/steps/step.ts'
import { createGlitchTipSetup, type GlitchTipSetup } from './glitchtip-setup.ts'

export function stepOf({ setup }: GlitchTipSetup): Step {
  const [step] = createGlitchTipSteps(setup)
  assert.ok(step)
  return step
}

/** All of it made for the first time. */
export async function provisioned(): Promise<{ made: GlitchTipSetup; step: Step }> {
  const made = createGlitchTipSetup()
  const step = stepOf(made)
  assert.equal((await step.make()).state, 'ready')
  return { made, step }
}

/** Somebody with an account like any other. */
export const person = {
  id: 7,
  email: 'other@school.example',
  is_active: true,
  is_staff: false,
  is_superuser: false,
  password: '',
}
