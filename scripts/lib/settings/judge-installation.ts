import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readEnvFile } from './env-file.ts'
import { type Judgement, judgeSettings } from './judge-settings.ts'
import { secretsFolder, secretsFolderFault } from './secrets-folder.ts'
import { givenSecrets } from './stack-secrets.ts'

/** All that is wrong with .env and the folder of secrets, as they lie in the checkout. */
export function judgeInstallation(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): Judgement {
  if (isOfAnotherEncoding(join(root, '.env'))) {
    return {
      faults: ['.env is no plain text: save it anew as UTF-8, not as Unicode or UTF-16'],
      warnings: [],
    }
  }
  const documented = readEnvFile(join(root, '.env.example')).names
  const folder = secretsFolder(root, env)
  const folderFault = secretsFolderFault(folder)
  const inSecretFile = (variable: string) => {
    const secret = givenSecrets.find(([, name]) => name === variable)?.[0]
    const file = join(folder, secret ?? '')
    return secret !== undefined && existsSync(file) && statSync(file).isFile()
      ? readFileSync(file, 'utf8')
      : undefined
  }
  const { faults, warnings } = judgeSettings(env, readEnvFile(join(root, '.env')), {
    documented,
    inSecretFile,
  })
  return { faults: folderFault === undefined ? faults : [...faults, folderFault], warnings }
}

/** As editors of Windows may write it; Compose too would find no variable in it. */
const isOfAnotherEncoding = (file: string) => existsSync(file) && readFileSync(file).includes(0)
