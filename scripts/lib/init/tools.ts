import { existsSync, statfsSync } from 'node:fs'
import { freemem } from 'node:os'
import type { Docker } from '../compose/docker.ts'
import { findProgram } from '../processes/find-program.ts'
import type { Judgement } from '../settings/judge-settings.ts'
import { StepError } from '../steps/step.ts'

/** Before 28 a port on 127.0.0.1 could be reached by who sits in the same network. */
const engine = { needed: 28, why: 'older ones let the network reach ports that are on 127.0.0.1' }
/** 2.20.2 is the first to know start_interval, the newest word in docker-compose.yml. */
const compose = { needed: [2, 20, 2], tried: [2, 30, 0] }
/** What Compose itself asks for since 2.40. */
const buildx = { needed: [0, 17, 0] }

const gigabyte = 1024 ** 3
const wanted = { memory: 2 * gigabyte, disk: 10 * gigabyte }

/** Whether this machine can carry the installation: the tools and their versions. */
export async function judgeTools(docker: Docker): Promise<Judgement> {
  if (findProgram('docker') === undefined) {
    return { faults: ['docker is missing: https://docs.docker.com/engine/install/'], warnings: [] }
  }
  const [engineFault, composeVersion, buildxVersion] = await Promise.all([
    engineFaultOf(docker),
    versionOf(docker, ['compose', 'version', '--short']),
    versionOf(docker, ['buildx', 'version']),
  ])
  const faults = engineFault === undefined ? [] : [engineFault]
  const warnings: string[] = []
  if (composeVersion === undefined) {
    faults.push('Docker Compose is missing: install the package docker-compose-plugin')
  } else if (isOlder(composeVersion, compose.needed)) {
    faults.push(
      `Docker Compose ${composeVersion.join('.')} does not know start_interval: install 2.30 or newer`,
    )
  } else if (isOlder(composeVersion, compose.tried)) {
    warnings.push(`Docker Compose ${composeVersion.join('.')} has not been tried: 2.30 or newer is advised`)
  }
  if (buildxVersion === undefined || isOlder(buildxVersion, buildx.needed)) {
    faults.push('buildx 0.17 or newer is needed to build the bot: install the package docker-buildx-plugin')
  }
  return { faults, warnings }
}

async function engineFaultOf({ docker }: Docker): Promise<string | undefined> {
  try {
    const version = (await docker(['version', '--format', '{{.Server.Version}}'])).trim()
    if (Number.parseInt(version, 10) >= engine.needed) return undefined
    return `Docker Engine ${version} is too old: install ${engine.needed} or newer, ${engine.why}`
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    if (!/permission denied/i.test(error.message))
      return `the Docker engine does not answer: ${error.message}`
    return 'you may not use Docker: run this as root, or add yourself to the group docker and log in again'
  }
}

/** The first version that the command prints. */
async function versionOf({ docker }: Docker, args: readonly string[]): Promise<number[] | undefined> {
  const printed = await docker(args).catch(() => '')
  return /(\d+)\.(\d+)\.(\d+)/.exec(printed)?.slice(1).map(Number)
}

export function isOlder(version: readonly number[], than: readonly number[]): boolean {
  const at = than.findIndex((part, index) => part !== (version[index] ?? 0))
  return at >= 0 && (version[at] ?? 0) < (than[at] ?? 0)
}

/** Told before the first start only: what runs takes memory and room, and has alerts on both. */
export async function scarceThings(docker: Docker, root: string): Promise<string[]> {
  if ((await docker.compose(['ps', '--quiet'])).trim() !== '') return []
  const inDocker = (await docker.docker(['info', '--format', '{{.DockerRootDir}}'])).trim()
  const disk = statfsSync(existsSync(inDocker) ? inDocker : root)
  const have = { memory: freemem(), disk: disk.bavail * disk.bsize }
  const show = (bytes: number) => `${(bytes / gigabyte).toFixed(1)} GB`
  return [
    ...(have.memory < wanted.memory
      ? [`only ${show(have.memory)} of memory are free: ${show(wanted.memory)} are wanted`]
      : []),
    ...(have.disk < wanted.disk
      ? [`only ${show(have.disk)} of the disk are free: ${show(wanted.disk)} are wanted`]
      : []),
  ]
}
