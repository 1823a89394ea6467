import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openSealed } from '../backup/sealing.ts'
import type { StreamingDocker } from '../compose/docker.ts'
import type { OpsTools } from '../ops-tools/ops-tools.ts'
import { runPipeline } from '../processes/pipeline.ts'
import { readEnvFile } from '../settings/env-file.ts'
import { secretsFolder } from '../settings/secrets-folder.ts'
import { VerificationError } from '../steps/exit-code.ts'
import { StepError } from '../steps/step.ts'
import { wordsFor } from './opened-file.ts'

/** The settings of a backup, as they lie for a moment in a folder that only its owner may enter. */
export interface UnpackedSettings extends Disposable {
  folder: string
  /** Variables of the backup's .env. */
  env: Readonly<Record<string, string | undefined>>
  /** What is there already and different, in words; no value is among them. */
  differences: string[]
}

interface Sealed {
  file: string
  tools: OpsTools
  key: string
}

/** Unpacks all but the certificates, which belong to nginx's user. Throws when the key is the wrong one. */
export async function unpackSettings(root: string, sealed: Sealed): Promise<UnpackedSettings> {
  const folder = join(root, '.cache', 'restored-settings')
  const remove = () => rmSync(folder, { recursive: true, force: true })
  remove()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const tar = ['tar', '--extract', '--no-same-owner', '--exclude=certs', '--directory=/out', '--file=-']
  const unpack = sealed.tools.program('the archive of the settings', tar, {
    mounts: [{ source: folder, target: '/out' }],
    user: `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`,
  })
  try {
    await runPipeline([openSealed(sealed.tools, sealed.key), unpack], { from: { file: sealed.file } })
  } catch (error) {
    remove()
    if (!(error instanceof StepError)) throw error
    throw new VerificationError(`${sealed.file} cannot be opened: ${wordsFor(error.message)}`)
  }
  const env = readEnvFile(join(folder, '.env')).values
  return { folder, env, differences: differencesOf(root, folder, env), [Symbol.dispose]: remove }
}

function differencesOf(root: string, folder: string, env: UnpackedSettings['env']): string[] {
  const present = join(root, '.env')
  const now = readEnvFile(present).values
  const names = [...new Set([...Object.keys(now), ...Object.keys(env)])].filter(
    (name) => (now[name] ?? '') !== (env[name] ?? ''),
  )
  const secrets = secretsFolder(root, env)
  const others = namesIn(join(folder, 'secrets')).filter((name) => {
    const file = join(secrets, name)
    return existsSync(file) && !readFileSync(file).equals(readFileSync(join(folder, 'secrets', name)))
  })
  return [
    ...(existsSync(present) && names.length > 0
      ? [`there is a .env, and it differs in ${names.join(', ')}`]
      : []),
    ...(others.length > 0 ? [`there are secrets already, and others: ${others.join(', ')}`] : []),
  ]
}

export const namesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder) : [])

/** Puts the certificates in their place, with the owner that they had: only nginx's user may read the key. */
export async function putCertificates(
  docker: StreamingDocker,
  root: string,
  { file, tools, key }: Sealed,
  env: UnpackedSettings['env'],
): Promise<void> {
  const certs = resolve(root, env['NGINX_CERTS_DIR'] || 'nginx/certs')
  if (!existsSync(certs)) {
    mkdirSync(certs, { recursive: true })
    chmodSync(certs, 0o755)
  }
  const asRoot = [
    '--user=0:0',
    '--cap-drop=ALL',
    '--cap-add=CHOWN',
    '--cap-add=DAC_OVERRIDE',
    '--cap-add=FOWNER',
  ]
  const tar = `tar --extract --same-owner --numeric-owner --same-permissions --no-overwrite-dir --strip-components=1 --directory=/out --file=- certs 2> /tmp/words ||
    grep -q 'certs: Not found in archive' /tmp/words || { cat /tmp/words >&2; exit 1; }`
  const unpack = docker.program('the certificates', [
    ...['run', '--rm', '--interactive', '--network=none', ...asRoot, `--volume=${certs}:/out`],
    ...[tools.image, 'sh', '-c', tar],
  ])
  await runPipeline([openSealed(tools, key), unpack], { from: { file } })
}
