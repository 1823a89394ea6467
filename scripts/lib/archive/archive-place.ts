import type { StreamingDocker } from '../compose/docker.ts'
import { postgresImage } from '../postgres/scratch-server.ts'
import { type Program, runPipeline } from '../processes/pipeline.ts'
import { type ClusterArchive, listingScript, readListing } from './archive-listing.ts'

/**
 * The volume of the archive. It belongs to the user of Postgres, whoever the operator is, so what works in it runs in
 * containers as that user, which see nothing else.
 */
export interface ArchivePlace {
  volume: string
  /** The image of Postgres. */
  image: string
  /** A shell script in the folder of the archive, with its arguments; it reads stdin. */
  program(name: string, script: string, args?: readonly string[]): Program
  /** Runs one; returns what it printed. */
  run(name: string, script: string, args?: readonly string[]): Promise<string>
  list(): Promise<ClusterArchive[]>
}

export const archiveService = 'wal-archive'

/** Where containers of these scripts have it mounted. */
export const archiveInside = '/archive'

export async function findArchive(docker: StreamingDocker): Promise<ArchivePlace> {
  const config: { name: string; volumes?: Record<string, { name?: string } | null> } = JSON.parse(
    await docker.compose(['config', '--format', 'json']),
  )
  const volume = config.volumes?.['archive']?.name ?? `${config.name}_archive`
  const image = await postgresImage(docker)
  const program = (name: string, script: string, args: readonly string[] = []) =>
    docker.program(name, [
      ...['run', '--rm', '--interactive', '--pull=never', '--network=none', '--log-driver=none'],
      ...['--read-only', '--cap-drop=ALL', '--security-opt=no-new-privileges:true', '--user=postgres'],
      ...['--tmpfs=/tmp:mode=1777', '--tmpfs=/var/lib/postgresql', `--volume=${volume}:${archiveInside}`],
      ...[`--workdir=${archiveInside}`, '--entrypoint=bash', image],
      ...['-c', `set -Eeuo pipefail; umask 077; ${script}`, 'bash', ...args],
    ])
  const run: ArchivePlace['run'] = async (...given) => (await runPipeline([program(...given)])).printed
  return {
    ...{ volume, image, program, run },
    list: async () => readListing(await run('the look into the archive', listingScript)),
  }
}
