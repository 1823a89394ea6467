import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { findProgram } from '../../lib/processes/find-program.ts'

export const noOpenssl = findProgram('openssl') === undefined && 'no openssl on PATH'

/** `trusted`: by whom Telegram trusts. `itself`: by nobody that anybody knows. */
export type Signer = 'trusted' | 'itself'

/** Puts a certificate for this machine where nginx takes it when it is told to; it ends after so many days. */
export type PutCertificate = (signer: Signer, days: number) => void

const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
const openssl = (...args: string[]) => execFileSync('openssl', [...request, ...args], { stdio: 'ignore' })

/** `certs`: nginx's folder; `folder`: one of the test's own, for who signs. */
export function certificatesIn(certs: string, folder: string): PutCertificate {
  const [authority, authorityKey] = [join(folder, 'authority.pem'), join(folder, 'authority.key')]

  /** Makes who signs, and has this process trust him, and the sandbox that it starts from now on. */
  function prepareAuthority(): void {
    if (existsSync(folder)) return
    mkdirSync(folder)
    openssl('-keyout', authorityKey, '-out', authority, '-subj', '/CN=Authority under test', '-days', '400')
    setDefaultCACertificates([...getCACertificates('default'), readFileSync(authority, 'utf8')])
    process.env['NODE_EXTRA_CA_CERTS'] = authority
  }

  return (signer, days) => {
    const [key, certificate] = [join(certs, 'privkey.pem'), join(certs, 'fullchain.pem')]
    const name = ['-subj', '/CN=school.test', '-addext', 'subjectAltName=IP:127.0.0.1']
    if (signer === 'trusted') prepareAuthority()
    const signedBy = signer === 'trusted' ? ['-CA', authority, '-CAkey', authorityKey] : []
    openssl('-keyout', key, '-out', certificate, ...name, '-days', `${days}`, ...signedBy)
    // nginx is another user
    for (const file of [key, certificate]) chmodSync(file, 0o444)
  }
}
