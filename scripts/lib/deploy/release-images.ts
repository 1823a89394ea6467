import type { Docker } from '../compose/docker.ts'
import { type Setup, StepError } from '../steps/step.ts'
import { isReleaseId } from './releases.ts'

const ownName = 'schoolbot/bot'

/** By which name Compose knows the image of the bot, as .env has it. */
export function botImage(env: Setup['env']): { name: string; tag: string; isPulled: boolean } {
  const name = env['BOT_IMAGE']?.trim() || ownName
  const tag = env['BOT_VERSION']?.trim() || 'local'
  const [host = ''] = name.split('/', 1)
  return { name, tag, isPulled: name.includes('/') && (/[.:]/.test(host) || host === 'localhost') }
}

/** The name under which this engine keeps the image of a release. Two installations may share the engine. */
export const releaseTag = (project: string, id: string) => `${ownName}:${project}-${id}`

/** The image's sha256:...; undefined when there is none of this name. */
export async function imageId({ docker }: Docker, name: string): Promise<string | undefined> {
  const found = await docker(['image', 'ls', '--quiet', '--no-trunc', '--filter', `reference=${name}`])
  return found.split('\n')[0] || undefined
}

/**
 * The image of this checkout, or that of the registry, under the name of the release. The name that Compose uses stays where
 * it was: until it is moved, `docker compose up` brings what is in service.
 */
export async function fetchImage(
  { docker, project, setup }: { docker: Docker; project: { name: string }; setup: Setup },
  release: string,
): Promise<string> {
  const { name, tag, isPulled } = botImage(setup.env)
  const kept = releaseTag(project.name, release)
  const withinMs = 1_800_000
  if (isPulled) {
    const before = await imageId(docker, `${name}:${tag}`)
    setup.say(`Fetching ${name}:${tag}`)
    await docker.docker(['pull', '--quiet', `${name}:${tag}`], { withinMs }).catch((error: unknown) => {
      if (before === undefined || !isUnreachable(error)) throw error
      setup.say(
        `warning: the registry cannot be reached, and ${name}:${tag} is taken as it is here: ${error.message}`,
      )
    })
    await docker.docker(['tag', `${name}:${tag}`, kept])
    if (before !== undefined) await docker.docker(['tag', before, `${name}:${tag}`])
  } else {
    setup.say('Building the image of this checkout')
    // an attestation would give the same image another sum at each build
    const env = {
      BOT_IMAGE: ownName,
      BOT_VERSION: kept.split(':')[1] ?? '',
      BUILDX_NO_DEFAULT_ATTESTATIONS: '1',
    }
    await docker.compose(['build', '--quiet', 'bot'], { env, withinMs })
  }
  const id = await imageId(docker, kept)
  if (id !== undefined) return id
  throw new StepError(
    `the build made no image ${kept}: name none for the bot in docker-compose.override.yml, but BOT_IMAGE and BOT_VERSION in .env`,
  )
}

/** An image may have come by `docker load` where there is no registry; one that refuses is another matter. */
const isUnreachable = (error: unknown): error is StepError =>
  error instanceof StepError &&
  /dial tcp|no such host|unreachable|connection (refused|reset)|timeout|deadline exceeded/i.test(
    error.message,
  )

/** Lets go of the images of all releases but these; one of which a container is left stays for as long as that. */
export async function forgetImages(
  { docker }: Docker,
  project: string,
  kept: readonly string[],
): Promise<void> {
  const listed = await docker(['image', 'ls', '--format', '{{.Tag}}', ownName])
  const gone = listed.split('\n').filter((tag) => {
    const id = tag.startsWith(`${project}-`) ? tag.slice(project.length + 1) : ''
    return isReleaseId(id) && !kept.includes(id)
  })
  for (const tag of gone) await docker(['image', 'rm', `${ownName}:${tag}`]).catch(ignoreUsed)
}

/** Also by one that has ended, as that of the first migrations. */
function ignoreUsed(error: unknown): void {
  if (!(error instanceof StepError) || !/is using its referenced image/.test(error.message)) throw error
}
