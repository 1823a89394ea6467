import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ComposeProject } from '../compose/compose-project.ts'
import type { Docker } from '../compose/docker.ts'
import { StepError } from '../steps/step.ts'
import type { Replica } from './replica.ts'

/** Who hands updates to the replicas: nginx. Where there is none that runs, all of it does nothing. */
export interface Front {
  /**
   * To these alone, until told otherwise; what was begun before is done, but for a page that is still open. When all of
   * them are gone nginx falls back on whatever Docker's name server knows.
   */
  serveOnly(replicas: readonly Replica[]): Promise<void>
  /** To all that Docker's name server knows, as nginx does when it is started. */
  serveAll(): Promise<void>
  /** Whether it does, as between two runs. One that was killed leaves it with some. */
  servesAll(): Promise<boolean>
}

/** In nginx's container it is /etc/nginx/conf.d/10-bot.conf. */
const template = 'nginx/templates/10-bot.conf.template'
const running = '/etc/nginx/conf.d/10-bot.conf'
const byName = /^([ \t]*server )bot:8080 resolve\b(.*);$/m
const reload = readFileSync(join(import.meta.dirname, 'nginx-serve.sh'), 'utf8')

export function createFront({ docker }: Docker, project: ComposeProject, root: string): Front {
  const text = () => readFileSync(join(root, template), 'utf8')

  async function containers(): Promise<string[]> {
    const labels = [`project=${project.name}`, 'service=nginx', 'oneoff=False']
    const filters = labels.flatMap((label) => ['--filter', `label=com.docker.compose.${label}`])
    const printed = await docker(['ps', '--quiet', '--filter', 'status=running', ...filters])
    return printed.split('\n').filter(Boolean)
  }

  async function serve(upstream: string): Promise<void> {
    for (const id of await containers()) {
      await docker(['exec', '--interactive', id, 'sh', '-c', reload, 'nginx-serve', running], {
        input: upstream,
      })
    }
  }

  return {
    async serveOnly(replicas) {
      const addresses = replicas.map(({ address }) => address).filter(Boolean)
      if (addresses.length > 0) await serve(withAddresses(text(), addresses))
    },
    serveAll: () => serve(text()),
    async servesAll() {
      const read = ['sh', '-c', `cat ${running} 2>/dev/null || true`]
      const texts = (await containers()).map((id) => docker(['exec', id, ...read]))
      // one that was started on files of before has no such file, and goes by the name
      return (await Promise.all(texts)).every((one) => !isKeptApart(one))
    },
  }
}

/** Whether a text was made by withAddresses. */
export const isKeptApart = (text: string) => /^[ \t]*server bot:8080 resolve\b.*\bbackup;$/m.test(text)

/** The servers by their addresses, and the name as the way out when none of them is left. */
export function withAddresses(text: string, addresses: readonly string[]): string {
  if (!byName.test(text)) {
    throw new StepError(
      `${template} has no line "server bot:8080 resolve": nginx cannot be told which replicas to use`,
    )
  }
  return text.replace(byName, (_, server: string, options: string) =>
    [
      ...addresses.map((address) => `${server}${address}:8080${options};`),
      `${server}bot:8080 resolve${options} backup;`,
    ].join('\n'),
  )
}
