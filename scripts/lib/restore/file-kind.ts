/** What a file is by its first bytes, whatever its name says. */
export type FileKind = 'age' | 'gzip' | 'custom' | 'plain' | 'cluster' | 'tar' | 'empty' | 'unknown'

/** So much must be known of a file, at most. */
export const headBytes = 8192

export function kindOf(head: Buffer): FileKind {
  if (head.length === 0) return 'empty'
  const text = head.toString('latin1')
  if (/^(age-encryption\.org\/v1|-----BEGIN AGE ENCRYPTED FILE-----)/.test(text)) return 'age'
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  if (text.startsWith('PGDMP')) return 'custom'
  if (text.slice(257, 262) === 'ustar') return 'tar'
  if (/^-- PostgreSQL database cluster dump$/m.test(text)) return 'cluster'
  if (/^-- PostgreSQL database dump$/m.test(text)) return 'plain'
  return 'unknown'
}

/** Why nothing can be made of a file of such a kind. */
export function refusalOf(kind: Exclude<FileKind, 'age' | 'gzip' | 'custom' | 'plain'>): string {
  switch (kind) {
    case 'empty':
      return 'it is empty'
    case 'cluster':
      return 'it is of pg_dumpall, with roles and all databases: restore.sh takes pg_dump of one database'
    case 'tar':
      return 'it is a tar archive: restore.sh takes pg_dump -Fc, or the plain SQL of pg_dump, with gzip or without'
    case 'unknown':
      return 'it is no dump: restore.sh takes a backup of backup.sh, pg_dump -Fc, or the plain SQL of pg_dump, with gzip or without'
    default:
      return kind satisfies never
  }
}
