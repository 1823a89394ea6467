import { isInternal, parseDsn } from './glitchtip-dsn.ts'
import { fieldOf, listOf, numberOf } from './json-value.ts'
import type { Finding } from './step.ts'

/** What glitchtip/look.py found. */
export interface GlitchTipFacts {
  migrated: boolean
  superuser: boolean
  /** Whether the superuser's is that of the secret. */
  password: boolean
  owner: boolean
  team: boolean
  project: number | undefined
  /** Of the project, without dashes. */
  keys: string[]
}

export function factsOf(answer: unknown): GlitchTipFacts {
  const is = (name: string) => fieldOf(answer, name) === true
  return {
    migrated: is('migrated'),
    superuser: is('superuser'),
    password: is('password'),
    owner: is('owner'),
    team: is('team'),
    project: numberOf(answer, 'project'),
    keys: listOf(fieldOf(answer, 'keys')).filter((key) => typeof key === 'string'),
  }
}

/** What these facts and the DSN of .env come to. */
export function findingOf(facts: GlitchTipFacts, dsnText: string): Finding {
  if (!facts.migrated) return { state: 'missing', words: 'its database is not set up or not up to date' }
  const lacking = lackingOf(facts)
  if (lacking.length > 0) return { state: 'missing', words: `to be made or put right: ${lacking.join(', ')}` }
  if (dsnText === '') return { state: 'missing', words: 'GLITCHTIP_DSN is empty in .env' }
  const dsn = parseDsn(dsnText)
  if (dsn === undefined) return { state: 'failed', words: `GLITCHTIP_DSN in .env is no DSN: ${emptyIt}` }
  if (!isInternal(dsn)) {
    return {
      state: 'ready',
      words: `account and project are there; GLITCHTIP_DSN sends errors to ${dsn.host}`,
    }
  }
  if (dsn.project !== facts.project || !facts.keys.includes(dsn.key.replaceAll('-', ''))) {
    return { state: 'failed', words: `GLITCHTIP_DSN in .env is not of its project SchoolBot: ${emptyIt}` }
  }
  return { state: 'ready', words: 'account, project and GLITCHTIP_DSN are there' }
}

const emptyIt = 'empty it there and run this script again'

function lackingOf(facts: GlitchTipFacts): string[] {
  return [
    ...(facts.superuser ? [] : ['the superuser']),
    ...(facts.superuser && !facts.password ? ["the superuser's password"] : []),
    ...(facts.owner ? [] : ['the organization SchoolBot with its owner']),
    ...(facts.project === undefined || facts.keys.length === 0 ? ['the project SchoolBot with its key'] : []),
    ...(facts.team ? [] : ['the team of the project']),
  ]
}
