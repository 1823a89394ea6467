import { DatabaseError } from 'pg'

const signedByStranger =
  'Postgres shows a certificate that nobody signed who is trusted: DATABASE_SSL_CA must hold the certificate of the authority that signed it'
const outOfDate =
  'the certificate of Postgres, or of the authority that signed it, has expired or is not valid yet: renew it, or set the clock'

const byCode: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: signedByStranger,
  SELF_SIGNED_CERT_IN_CHAIN: signedByStranger,
  UNABLE_TO_GET_ISSUER_CERT: signedByStranger,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: signedByStranger,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: signedByStranger,
  CERT_SIGNATURE_FAILURE: signedByStranger,
  CERT_HAS_EXPIRED: outOfDate,
  CERT_NOT_YET_VALID: outOfDate,
  ERR_TLS_CERT_ALTNAME_INVALID:
    'the certificate of Postgres is for another name: POSTGRES_HOST, or the host in DATABASE_URL, must be one of those it was made for',
  // SQLSTATE
  '28000':
    'Postgres does not let this user in from here: pg_hba.conf must allow it; where it wants TLS, set DATABASE_SSL=true',
  '28P01':
    'Postgres refuses the password: POSTGRES_PASSWORD, or that in DATABASE_URL, is not that of the user',
  '3D000': 'Postgres has no such database: POSTGRES_DB, or that in DATABASE_URL, must be there',
}

/** pg says this as a plain Error; the words are its only mark (pg 8.23). */
const withoutTls = /^The server does not support SSL connections/

/** What to do about a connection that waiting does not mend; undefined for any other fault. */
export function connectionFault(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (withoutTls.test(error.message))
    return 'Postgres has no TLS: switch it on there, or set DATABASE_SSL=false'
  const code = 'code' in error && typeof error.code === 'string' ? byCode[error.code] : undefined
  return code ?? connectionFault(error.cause)
}

/** A certificate may expire while the bot runs: then the database is away until it is renewed. */
export function isTlsFault(error: Error): boolean {
  return !(error instanceof DatabaseError) && connectionFault(error) !== undefined
}
