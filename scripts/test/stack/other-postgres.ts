import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../../../bot/test/until.ts'
import { projectName } from './leftovers.ts'
import type { Docker } from './run-docker.ts'

/** A Postgres beside the stack under test, which lets nobody in without TLS: as one that a provider runs. */
export interface OtherPostgres {
  port: number
  /** Who signed its certificate, and somebody who did not. */
  authority: string
  stranger: string
  password: string
  sql(statement: string): Promise<string>
  remove(): Promise<void>
}

const image = 'postgres:18.6-trixie'
const name = `${projectName}-elsewhere`

/** `host` is the name that its certificate is for; the database is empty, and its user owns it. */
export async function startOtherPostgres(
  docker: Docker,
  { folder, host }: { folder: string; host: string },
): Promise<OtherPostgres> {
  mkdirSync(folder)
  const [key, certificate] = certificateFor(folder, host)
  const hba = 'local all all trust\\nhostssl all all all scram-sha-256\\n'
  const begin = [
    `install -o postgres -m 600 /tls/${key} /tmp/key && install -o postgres /tls/${certificate} /tmp/crt`,
    `printf '${hba}' >/tmp/hba`,
    'exec docker-entrypoint.sh postgres -cssl=on -cssl_key_file=/tmp/key -cssl_cert_file=/tmp/crt -chba_file=/tmp/hba',
  ].join(' && ')
  const password = 'of-the-school-elsewhere'
  // the network's own address of this machine: containers reach it, nobody outside does
  const gateway = await docker(
    'network',
    'inspect',
    'bridge',
    '--format',
    '{{(index .IPAM.Config 0).Gateway}}',
  )
  await docker(
    ...['run', '--detach', '--name', name, '--label', `com.docker.compose.project=${projectName}`],
    ...['--publish', `${gateway.trim()}::5432`, '--volume', `${folder}:/tls:ro`],
    ...['--env', 'POSTGRES_PASSWORD=of-its-operator', '--entrypoint', 'bash', image, '-c', begin],
  )
  const psql = ['exec', '--user', 'postgres', name, 'psql', '--no-psqlrc', '-qtA', '-v', 'ON_ERROR_STOP=1']
  const ask = async (database: string, statement: string) =>
    (await docker(...psql, '--dbname', database, '--command', statement)).trim()
  // over TCP: while the image sets itself up, it answers on its socket alone
  await until(
    'the other Postgres answers',
    () =>
      docker('exec', name, 'pg_isready', '--host=127.0.0.1').then(
        () => true,
        () => false,
      ),
    { withinMs: 90_000, everyMs: 500 },
  )
  await ask('postgres', `create role school login password '${password}'`)
  await ask('postgres', 'create database school owner school')
  const published = await docker('port', name, '5432')
  return {
    port: Number(published.trim().split(':').at(-1)),
    authority: readFileSync(join(folder, 'authority.pem'), 'utf8'),
    stranger: readFileSync(join(folder, 'stranger.pem'), 'utf8'),
    password,
    sql: (statement) => ask('school', statement),
    async remove() {
      await docker('rm', '--force', '--volumes', name)
    },
  }
}

/** Gives the names of its key and of itself. */
function certificateFor(folder: string, host: string): [string, string] {
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  const openssl = (...args: string[]) =>
    execFileSync('openssl', [...request, '-days', '30', ...args], { cwd: folder, stdio: 'ignore' })
  for (const signer of ['authority', 'stranger'])
    openssl('-keyout', `${signer}.key`, '-out', `${signer}.pem`, '-subj', `/CN=${signer} under test`)
  const signed = ['-CA', 'authority.pem', '-CAkey', 'authority.key']
  const names = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`]
  openssl('-keyout', 'key.pem', '-out', 'crt.pem', ...names, ...signed)
  for (const file of ['', 'key.pem', 'crt.pem']) chmodSync(join(folder, file), file === '' ? 0o755 : 0o644)
  return ['key.pem', 'crt.pem']
}
