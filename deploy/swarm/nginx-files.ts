import { globSync } from 'node:fs'
import { basename } from 'node:path'

/** A file that Swarm brings to the node where nginx runs: `source` is its name in Swarm, `target` its path there. */
interface Carried {
  source: string
  target: string
  uid?: string
  mode?: number
}

/** nginx's user, by its number in the image. */
const nginx = '101'

/** The files of nginx/, as seen from the checkout. */
export const findNginxFiles = (root: string): string[] =>
  globSync('nginx/{nginx.conf,templates/*.template,entrypoint.d/*.sh}', { cwd: root }).sort()

/** Each with its path in the checkout. */
export function nginxConfigs(files: readonly string[]): { file: string; config: Carried }[] {
  return files.map((file) => {
    const config = {
      // with the stack's name and a version no longer than 64 characters
      source: `nginx_${basename(file, '.template').replaceAll(/\W/g, '_')}`,
      target: file
        .replace(/^nginx\/entrypoint\.d\//, '/docker-entrypoint.d/')
        .replace(/^nginx\//, '/etc/nginx/'),
    }
    return { file, config: file.endsWith('.sh') ? { ...config, mode: 0o555 } : config }
  })
}

/** Without a certificate deploy.sh puts files without one in their place, and nginx serves plain HTTP. */
export const nginxSecrets: Carried[] = ['fullchain', 'privkey'].map((name) => ({
  source: `nginx_${name}`,
  target: `/etc/nginx/certs/${name}.pem`,
  uid: nginx,
  mode: 0o400,
}))
