import { fieldOf, listOf, numberOf, textOf } from '../http/json-value.ts'
import type { Finding } from '../steps/step.ts'
import { isInternal, parseDsn } from './glitchtip-dsn.ts'

/** What programs/look.py found. */
export interface GlitchTipFacts {
  migrated: boolean
  superuser: boolean
  /** Whether the superuser's is that of the secret. */
  password: boolean
  /** The address under which the superuser is there, when GLITCHTIP_ADMIN_EMAIL has another one by now. */
  former: string | undefined
  /** Superusers beside him who may sign in. */
  others: { id: number; email: string }[]
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
    former: textOf(answer, 'former'),
    others: listOf(fieldOf(answer, 'others')).map((other) => ({
      id: numberOf(other, 'id') ?? 0,
      email: textOf(other, 'email') ?? '',
    })),
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
    const words = `account and project are there; GLITCHTIP_DSN sends errors to ${dsn.host}`
    return { state: 'ready', words: words + othersIn(facts) }
  }
  if (dsn.project !== facts.project || !facts.keys.includes(dsn.key.replaceAll('-', ''))) {
    return { state: 'failed', words: `GLITCHTIP_DSN in .env is not of its project SchoolBot: ${emptyIt}` }
  }
  return { state: 'ready', words: `account, project and GLITCHTIP_DSN are there${othersIn(facts)}` }
}

/** They may be wanted: that they are there must be seen. */
const othersIn = ({ others }: GlitchTipFacts) =>
  others.length === 0 ? '' : `; superusers too: ${others.map(({ email }) => email).join(', ')}`

/** How the operator is rid of superusers that he does not want. By numbers: an address may hold what a shell reads. */
export function aboutOthers({ others }: GlitchTipFacts): string[] {
  if (others.length === 0) return []
  const ids = others.map(({ id }) => id).join(', ')
  return [
    `In GlitchTip ${others.map(({ email }) => email).join(', ')} may do everything too. Who shall not sign in any more is shut out by`,
    `  docker compose exec glitchtip python manage.py shell -c "from django.contrib.auth import get_user_model; get_user_model().objects.filter(id__in=[${ids}]).update(is_active=False)"`,
  ]
}

const theSuperuser = ({ former }: GlitchTipFacts) =>
  former === undefined ? 'the superuser' : `the address of the superuser, who is ${former} so far`

const emptyIt = 'empty it there and run this script again'

function lackingOf(facts: GlitchTipFacts): string[] {
  return [
    ...(facts.superuser ? [] : [theSuperuser(facts)]),
    ...(facts.superuser && !facts.password ? ["the superuser's password"] : []),
    ...(facts.owner ? [] : ['the organization SchoolBot with its owner']),
    ...(facts.project === undefined || facts.keys.length === 0 ? ['the project SchoolBot with its key'] : []),
    ...(facts.team ? [] : ['the team of the project']),
  ]
}
