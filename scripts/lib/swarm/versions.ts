import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Docker } from '../compose/docker.ts'
import type { Settings } from '../steps/step.ts'

/** A secret or a config of stack.yml as Swarm shall have it. */
export interface Versioned {
  /** As stack.yml names it. */
  name: string
  /** Of its text: Swarm changes none that is there, so another text has another name. */
  version: string
  text: string
}

export const fullName = (stack: string, { name, version }: Versioned) => `${stack}_${name}_${version}`

/** The variable by which stack.yml asks for a version. */
export const versionVariable = (name: string) => `VERSION_OF_${name.toUpperCase()}`

/**
 * All secrets that stack.yml names, from secrets/ and the folder of the certificate. Swarm takes no empty one: a line break
 * stands for nothing, and whoever reads them takes it so.
 */
export function readSecrets(settings: Settings, stackFile: string): Versioned[] {
  const certs = join(settings.root, settings.env['NGINX_CERTS_DIR'] || 'nginx/certs')
  return namesIn(stackFile, 'secrets').map((name) => {
    // of a managed Redis; the file says where the stack's own is
    if (name === 'redis_url' && settings.env['REDIS_REPLICAS'] === '0') {
      return versioned(name, settings.env['REDIS_URL']?.trim() || '\n')
    }
    const certificate = /^nginx_(fullchain|privkey)$/.exec(name)?.[1]
    const file =
      certificate === undefined ? join(settings.secretsDir, name) : join(certs, `${certificate}.pem`)
    return versioned(name, (existsSync(file) ? readFileSync(file, 'utf8') : '') || '\n')
  })
}

/** The files of nginx that stack.yml names. */
export const readConfigs = (root: string, stackFile: string): Versioned[] =>
  namesIn(stackFile, 'configs').map((name) => {
    const [, file = ''] =
      new RegExp(`^ {2}${name}:\n {4}file: (.+)$`, 'm').exec(sectionOf(stackFile, 'configs')) ?? []
    return versioned(name, readFileSync(join(root, 'deploy', 'swarm', file), 'utf8'))
  })

function versioned(name: string, text: string): Versioned {
  return { name, version: createHash('sha256').update(text).digest('hex').slice(0, 12), text }
}

/** The last part of stack.yml that begins with this word; the file is ours, and made in one form. */
function sectionOf(stackFile: string, section: string): string {
  return new RegExp(`^${section}:\n((?: .*\n)*)`, 'm').exec(stackFile)?.[1] ?? ''
}

const namesIn = (stackFile: string, section: string): string[] =>
  [...sectionOf(stackFile, section).matchAll(/^ {2}([\w-]+):$/gm)].map(([, name = '']) => name)

/** Brings the secrets that are not there yet. They go by stdin: no list of processes shows them. */
export async function bringSecrets(
  { docker }: Docker,
  stack: string,
  secrets: readonly Versioned[],
): Promise<void> {
  const there = (await docker(['secret', 'ls', '--format', '{{.Name}}'])).split('\n')
  for (const secret of secrets) {
    const name = fullName(stack, secret)
    if (there.includes(name)) continue
    await docker(['secret', 'create', '--label', `com.docker.stack.namespace=${stack}`, name, '-'], {
      input: secret.text,
    })
  }
}

/** Lets go of what no service of the stack has any more; what one still has, Swarm keeps. */
export async function removeUnused(
  { docker }: Docker,
  stack: string,
  kind: 'secret' | 'config',
  wanted: readonly Versioned[],
): Promise<void> {
  const filter = `label=com.docker.stack.namespace=${stack}`
  const there = (await docker([kind, 'ls', '--filter', filter, '--format', '{{.Name}}'])).split('\n')
  const names = wanted.map((one) => fullName(stack, one))
  for (const name of there.filter((one) => one !== '' && !names.includes(one))) {
    await docker([kind, 'rm', name]).catch(() => undefined)
  }
}
