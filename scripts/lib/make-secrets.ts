// node scripts/lib/make-secrets.ts: writes the files of secrets that docker-compose.yml mounts, from .env and from chance.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { writeStackSecrets } from './stack-secrets.ts'

const root = join(import.meta.dirname, '..', '..')
const file = join(root, '.env')
const env = { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...process.env }
const folder = resolve(root, env['SECRETS_DIR'] || 'secrets')
const changed = writeStackSecrets(folder, env)
console.log(changed.length === 0 ? `${folder}: nothing to do` : `${folder}: wrote ${changed.join(', ')}`)
