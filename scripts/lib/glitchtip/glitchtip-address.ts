import type { Finding, Setup, Step } from '../steps/step.ts'

/** As ALLOWED_HOSTS in docker-compose.yml has them, beside GLITCHTIP_HOST. */
export const alwaysAllowed = ['localhost', '127.0.0.1', 'glitchtip']

/** People reach GlitchTip under the address that its letters and links name: other host names it refuses. */
export function createGlitchTipAddressStep(setup: Setup): Step {
  async function look(): Promise<Finding> {
    if (!setup.isPresent('glitchtip')) return { state: 'absent', words: 'no GlitchTip' }
    const address = setup.env['GLITCHTIP_URL'] || 'http://localhost:9000'
    if (!URL.canParse(address))
      return { state: 'failed', words: `GLITCHTIP_URL in .env is no address: ${address}` }
    const { hostname } = new URL(address)
    if (![...alwaysAllowed, setup.env['GLITCHTIP_HOST']].includes(hostname)) {
      const words = `GLITCHTIP_URL leads to ${hostname}, which GlitchTip refuses: write GLITCHTIP_HOST=${hostname} in .env`
      return { state: 'failed', words }
    }
    return { state: 'ready', words: address }
  }

  return { name: 'GlitchTip: address', look, make: look }
}
