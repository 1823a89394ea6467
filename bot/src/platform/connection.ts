import { checkServerIdentity } from 'node:tls'
import type { ClientConfig } from 'pg'

/** Where the database is, and how one speaks with it. */
export interface DatabaseAddress {
  url: string
  /** Without it the connection is plain. */
  tls?: DatabaseTls | undefined
}

export interface DatabaseTls {
  /** Certificates, as PEM, of those who may have signed that of Postgres; else those that Node trusts. */
  ca: string | undefined
}

/** What pg takes for it. With TLS the certificate must be signed by one who is trusted, and for the host that was asked for. */
export function connectionTo({ url, tls }: DatabaseAddress): ClientConfig {
  if (tls === undefined) return { connectionString: url }
  const host = decodeURIComponent(new URL(url).hostname).replace(/^\[(.*)\]$/, '$1')
  return {
    connectionString: url,
    ssl: {
      ca: tls.ca,
      rejectUnauthorized: true,
      // pg tells Node of names only: a certificate for "localhost" would do for any address
      checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
    },
  }
}
