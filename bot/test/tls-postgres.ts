import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../scripts/lib/postgres/embedded-postgres.ts'
import { findProgram } from '../../scripts/lib/processes/find-program.ts'
import { until } from './until.ts'

export const noOpenssl = findProgram('openssl') === undefined && 'no openssl on PATH'

/** A Postgres of its own that lets nobody in without TLS. */
export interface TlsPostgres extends AsyncDisposable {
  /** By name: that which its certificate is made for at first. */
  url: string
  /** By its address. */
  addressUrl: string
  /** The certificate of the authority that signs, and of one that signs nothing here. */
  ca: string
  strangersCa: string
  /** Has it show another certificate from now on, for these names, such as DNS:localhost or IP:127.0.0.1. */
  show(names: string, signer?: 'authority' | 'stranger'): Promise<void>
  query<Row extends object>(text: string): Promise<Row[]>
}

export async function startTlsPostgres(): Promise<TlsPostgres> {
  await using started = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-tls-'))
  started.defer(() => rmSync(folder, { recursive: true, force: true }))
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), durable: false })
  started.defer(() => server.stop())
  const authority = makeAuthority(folder, 'authority')
  const stranger = makeAuthority(folder, 'stranger')
  const { port } = new URL(server.adminUrl)

  const address = new URL(server.url)
  const named = new URL(server.url)
  named.hostname = 'localhost'

  let admin = await connect(server.adminUrl)
  started.defer(() => admin.end())
  const [place] = (await admin.query<{ data: string }>(`select current_setting('data_directory') as data`))
    .rows
  const data = place?.data ?? ''
  const owner = statSync(data)

  function put(file: string, text: string): void {
    writeFileSync(join(data, file), text, { mode: 0o600 })
    chownSync(join(data, file), owner.uid, owner.gid)
  }

  /** Until a new connection is shown the certificate that is to be seen. */
  async function shown(ca: string): Promise<void> {
    await admin.query('select pg_reload_conf()')
    const unchecked = { ca, checkServerIdentity: () => undefined }
    await until('Postgres shows its new certificate', async () => {
      const client = new pg.Client({ connectionString: server.adminUrl, ssl: unchecked })
      client.on('error', () => undefined)
      const connected = await client.connect().then(
        () => true,
        () => false,
      )
      await client.end()
      return connected
    })
  }

  async function show(names: string, signer: 'authority' | 'stranger' = 'authority'): Promise<void> {
    const by = signer === 'authority' ? authority : stranger
    const { key, certificate } = by.sign(names)
    put('server.key', key)
    put('server.crt', certificate)
    await shown(by.ca)
  }

  put('pg_hba.conf', 'hostssl all all 127.0.0.1/32 scram-sha-256\nhostssl all all ::1/128 scram-sha-256\n')
  const { key, certificate } = authority.sign('DNS:localhost')
  put('server.key', key)
  put('server.crt', certificate)
  await admin.query('alter system set ssl = on')
  await shown(authority.ca)
  const plain = admin
  admin = await connect(server.adminUrl, authority.ca)
  await plain.end()

  const running = started.move()
  return {
    url: named.href,
    addressUrl: address.href,
    ca: authority.ca,
    strangersCa: stranger.ca,
    show,
    query: async <Row extends object>(text: string) => (await admin.query<Row>(text)).rows,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }

  async function connect(url: string, ca?: string): Promise<pg.Client> {
    const ssl = ca === undefined ? false : { ca, checkServerIdentity: () => undefined }
    const client = new pg.Client({ connectionString: url, port: Number(port), ssl })
    client.on('error', () => undefined)
    await client.connect()
    return client
  }
}

interface Authority {
  ca: string
  sign(names: string): { key: string; certificate: string }
}

function makeAuthority(folder: string, name: string): Authority {
  const [ca, caKey] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)]
  const [certificate, key] = [join(folder, `${name}-server.pem`), join(folder, `${name}-server.key`)]
  const request = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
  ]
  const openssl = (...args: string[]) => execFileSync('openssl', [...request, ...args], { stdio: 'ignore' })
  openssl('-keyout', caKey, '-out', ca, '-subj', `/CN=${name} under test`)
  return {
    ca: readFileSync(ca, 'utf8'),
    sign(names) {
      const signed = ['-CA', ca, '-CAkey', caKey, '-addext', `subjectAltName=${names}`]
      openssl('-keyout', key, '-out', certificate, '-subj', '/CN=postgres under test', ...signed)
      return { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') }
    },
  }
}
