import { readFileSync } from 'node:fs'
import { join } from 'node:path'

// The files are ours and plain: lists of entries that begin with a name, one key to a line.

const read = (path: string) =>
  readFileSync(join(import.meta.dirname, '..', 'provisioning', path), 'utf8').replaceAll(/^\s*#.*$/gm, '')

/** The entries of a list, each with its keys, whatever they stand under. */
function entriesOf(text: string): Record<string, string>[] {
  return text
    .split(/^ {2}- /m)
    .slice(1)
    .map((entry) => {
      const keys = [...entry.matchAll(/^\s*(\w+): *(\S.*)$/gm)]
      return Object.fromEntries(keys.map(([, key = '', value = '']) => [key, value]))
    })
}

const datasources = read('datasources/datasources.yml')
const providers = read('dashboards/dashboards.yml')

export const provisioned = {
  text: datasources + providers,
  datasources: entriesOf(datasources).map((entry) => ({
    uid: entry['uid'],
    type: entry['type'],
    url: entry['url'],
    user: entry['user'],
  })),
  providers: entriesOf(providers).map((entry) => ({
    path: entry['path'] ?? '',
    folder: entry['folder'] ?? '',
    folderUid: entry['folderUid'] ?? '',
  })),
}
