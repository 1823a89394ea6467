import { type Finding, type Setup, type Step, StepError } from '../steps/step.ts'
import { internalDsn } from './glitchtip-dsn.ts'
import { aboutOthers, factsOf, findingOf, type GlitchTipFacts } from './glitchtip-facts.ts'
import { migrate, runProgram } from './glitchtip-programs.ts'

/**
 * GlitchTip has its tables, its superuser and the bot's project, and the bot knows where to send errors. All of it before
 * anybody can reach it: as long as it knows no user it lets the first visitor register.
 */
export function createGlitchTipAccountStep(setup: Setup): Step {
  const finding = (facts: GlitchTipFacts) => findingOf(facts, setup.env['GLITCHTIP_DSN'] ?? '')

  async function look(): Promise<Finding> {
    if (!setup.isPresent('glitchtip')) return { state: 'absent', words: 'no GlitchTip' }
    if (setup.secret('glitchtip_admin_password') === '') {
      return { state: 'missing', words: 'its secrets are not made yet' }
    }
    try {
      const running = await setup.compose(['ps', '--services', '--status', 'running'])
      if (!running.split('\n').includes('postgres')) {
        return { state: 'missing', words: 'cannot be looked at: Postgres does not run' }
      }
      const facts = factsOf(await runProgram(setup, 'look', {}, { fetchImage: false }))
      for (const line of aboutOthers(facts)) setup.say(line)
      return finding(facts)
    } catch (error) {
      if (error instanceof StepError)
        return { state: 'missing', words: `cannot be looked at: ${error.message}` }
      throw error
    }
  }

  async function make(): Promise<Finding> {
    setup.say('Setting up the database of GlitchTip (the first time it takes a minute or two)')
    await migrate(setup)
    setup.say('Making the superuser, the organization, the team and the project in GlitchTip')
    const facts = factsOf(await runProgram(setup, 'provision', {}, { fetchImage: true }))
    const [key] = facts.keys
    if (facts.project === undefined || key === undefined) {
      throw new StepError(
        'GlitchTip made no project: docker compose run --rm glitchtip python manage.py check',
      )
    }
    setup.setEnv('GLITCHTIP_DSN', internalDsn(key, facts.project))
    return finding(facts)
  }

  return { name: 'GlitchTip', look, make }
}
