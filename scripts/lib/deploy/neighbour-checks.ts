import { existsSync, readFileSync, realpathSync } from 'node:fs'
import type { Docker } from '../compose/docker.ts'
import { StepError } from '../steps/step.ts'
import type { DeployRun } from './deploy-run.ts'
import { type Findings, fault } from './findings.ts'
import { botImage } from './release-images.ts'

/** A bot of another installation on this engine. */
interface Inspected {
  State: { Running: boolean }
  Config: { Image: string; Env: string[] | null; Labels: Record<string, string> }
  Mounts: { Source?: string; Destination: string }[]
}

const label = 'com.docker.compose'

/** Containers of this project's name that belong to another folder: two clones would take turns in throwing each other out. */
export async function foreignProject({
  docker,
  project,
  setup,
}: DeployRun): Promise<Partial<Findings> | undefined> {
  const format = `{{.Label "${label}.project.working_dir"}}`
  const args = ['ps', '--all', '--filter', `label=${label}.project=${project.name}`, '--format', format]
  const folders = new Set((await docker.docker(args)).split('\n').filter((folder) => folder !== ''))
  const foreign = [...folders].find((folder) => !isSame(folder, setup.root))
  if (foreign === undefined) return undefined
  return fault(
    `containers of the project ${project.name} belong to ${foreign}: give this folder a name of its own with COMPOSE_PROJECT_NAME in .env; was it that folder and has moved, docker compose -p ${project.name} down there keeps the data`,
  )
}

const isSame = (folder: string, root: string) =>
  folder === root || (existsSync(folder) && realpathSync(folder) === realpathSync(root))

/** Of all installations. */
async function readBots({ docker }: Docker): Promise<Inspected[]> {
  for (let attempt = 1; ; attempt += 1) {
    const listed = await docker(['ps', '--quiet', '--filter', `label=${label}.service=bot`])
    const ids = listed.split('\n').filter((id) => id !== '')
    if (ids.length === 0) return []
    try {
      return JSON.parse(await docker(['inspect', ...ids]))
    } catch (error) {
      // one of them went between the two questions, as while another installation deploys
      if (!(error instanceof StepError) || attempt === 3) throw error
    }
  }
}

/** Two bots of one token take each other's messages, and two installations of one tag each other's image. */
export async function sharedWithOthers({ docker, project, setup }: DeployRun): Promise<Partial<Findings>> {
  const others = (await readBots(docker)).filter(
    ({ Config }) => Config.Labels[`${label}.project`] !== project.name,
  )
  const nameOf = (other: Inspected) => other.Config.Labels[`${label}.project`] ?? 'another one'
  const token = setup.env['TELEGRAM_TOKEN']?.trim() || setup.secret('telegram_token')
  const { name, tag, isPulled } = botImage(setup.env)
  const sameToken = others.find((other) => token !== '' && tokenOf(other) === token)
  const sameTag = isPulled ? undefined : others.find(({ Config }) => Config.Image === `${name}:${tag}`)
  const faults = [
    ...(sameToken === undefined
      ? []
      : [
          `TELEGRAM_TOKEN is that of the project ${nameOf(sameToken)}, which runs: make another bot with @BotFather`,
        ]),
    ...(sameTag === undefined
      ? []
      : [
          `the image ${name}:${tag} is that of the project ${nameOf(sameTag)} too: set another BOT_VERSION in .env`,
        ]),
  ]
  return { faults }
}

/** Whose files are not to be read here is not known. */
function tokenOf({ Config, Mounts }: Inspected): string | undefined {
  const plain = Config.Env?.find((line) => line.startsWith('TELEGRAM_TOKEN='))?.slice(
    'TELEGRAM_TOKEN='.length,
  )
  const file = Mounts.find(({ Destination }) => Destination === '/run/secrets/telegram_token')?.Source
  try {
    return plain || (file === undefined ? undefined : readFileSync(file, 'utf8').trim())
  } catch {
    return undefined
  }
}
