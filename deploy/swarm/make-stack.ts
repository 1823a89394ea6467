// node deploy/swarm/make-stack.ts: writes stack.yml anew, after a change of docker-compose.yml or nginx/.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stackText } from './stack-text.ts'

const root = join(import.meta.dirname, '..', '..')
writeFileSync(join(import.meta.dirname, 'stack.yml'), stackText(root))
