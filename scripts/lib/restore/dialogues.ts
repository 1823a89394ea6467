import { readContainers } from '../compose/containers.ts'
import type { Docker } from '../compose/docker.ts'
import { type Setup, StepError } from '../steps/step.ts'

const cli = 'redis-cli --no-auth-warning --user bot'
/** Their names are of numbers and colons. The bot may not empty Redis, and counters of its limits are to stay. */
const forget = `test "$(${cli} ping)" = PONG || { echo 'Redis does not let the bot in' >&2; exit 1; }
${cli} --scan --pattern 'session:*' | xargs -r -n 100 ${cli} unlink`

/**
 * Forgets the dialogues that are under way: they are about what is not there any more. Who is in one begins anew. Warns
 * where it cannot: an answer may then meet a question about something that is gone, and is told so.
 */
export async function forgetDialogues(setup: Setup, docker: Docker): Promise<void> {
  const password = setup.secret('redis_bot_password')
  try {
    const [redis] = await readContainers(docker, ['redis'])
    if (redis === undefined) return
    if (redis.state !== 'running') await setup.compose(['up', '--detach', '--wait', '--no-deps', 'redis'])
    // by name alone: arguments are for everybody to see
    await setup.compose(['exec', '-T', '-e', 'REDISCLI_AUTH', 'redis', 'sh', '-c', forget], {
      env: { REDISCLI_AUTH: password },
    })
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    setup.say(`WARNING: dialogues that are under way could not be forgotten: ${error.message}`)
  }
}
