import type { Setup, Step } from '../steps/step.ts'
import { createGlitchTipAccountStep } from './glitchtip-account.ts'
import { createGlitchTipAddressStep } from './glitchtip-address.ts'
import { createTestErrorStep } from './glitchtip-test-error.ts'

/** Before anything of GlitchTip can be reached; Postgres must run. */
export const createGlitchTipSteps = (setup: Setup): Step[] => [createGlitchTipAccountStep(setup)]

/** Once it runs. */
export const createGlitchTipChecks = (setup: Setup): Step[] => [
  createGlitchTipAddressStep(setup),
  createTestErrorStep(setup),
]
