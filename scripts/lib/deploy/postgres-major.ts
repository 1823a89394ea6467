import { findPostgres } from '../postgres/postgres-server.ts'
import { StepError } from '../steps/step.ts'
import type { DeployRun } from './deploy-run.ts'

/** Data of one major version are not read by another one: a new one is a move, not an update. */
export async function refuseOtherMajor(run: DeployRun): Promise<void> {
  const { docker, setup } = run
  const present = Number(await (await findPostgres(docker)).sql('postgres', 'show server_version_num'))
  const args = ['run', '--rm', '--no-deps', '-T', '--entrypoint=postgres', 'postgres', '--version']
  const printed = await setup.compose(args)
  const [, wanted = ''] = /\) (\d+)/.exec(printed) ?? []
  const major = Math.floor(present / 10_000)
  if (Number(wanted) === major) return
  throw new StepError(
    `the data are of Postgres ${major} and the image is ${wanted}: make a backup with ./scripts/backup.sh, and move with ./scripts/restore.sh latest --new-server on an installation of the new version`,
  )
}
