import { stringify } from 'yaml'
import { readComposeFile } from './compose-file.ts'
import { findNginxFiles } from './nginx-files.ts'
import { stackOf } from './stack-file.ts'

const head = `# Made of docker-compose.yml, docker-compose.override.yml and nginx/: npm run swarm. Do not edit.
# deploy/swarm/deploy.sh brings it to a Swarm, with the variables that it takes from .env: see README.md.
`

/** The text of stack.yml, of the files of a checkout. */
export function stackText(root: string): string {
  const stack = stackOf(readComposeFile(root), findNginxFiles(root))
  return head + stringify(stack, { lineWidth: 0, aliasDuplicateObjects: false })
}
