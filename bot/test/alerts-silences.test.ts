import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import sql from 'sql-template-tag'
import { alertingMissing } from '../../scripts/test/monitoring/alerting.ts'
import { keyOf } from '../src/monitoring/alerts/alert-group.ts'
import { type Alertmanager, createAlertmanager } from '../src/monitoring/alerts/alertmanager.ts'
import { type Silenced, silenceAlert } from '../src/monitoring/alerts/silence-alert.ts'
import type { SilencePeriod } from '../src/monitoring/alerts/silence-period.ts'
import { unsilenceAlert } from '../src/monitoring/alerts/unsilence-alert.ts'
import type { Person } from '../src/people/person.ts'
import { createLocalClock } from '../src/platform/local-date.ts'
import type { Tx } from '../src/platform/postgres.ts'
import { type AlertsDesk, botDown, manyTickets, startAlertsDesk } from './alerts-desk.ts'
import { says } from './chat.ts'
import { personOf } from './help-desk.ts'

const skip = alertingMissing(['alertmanager']) ?? false
const clock = createLocalClock('Europe/Moscow')
const key = keyOf({ name: 'BotDown', component: 'bot' })

describe('muting alerts', { skip }, () => {
  let desk: AlertsDesk
  let alertmanager: Alertmanager
  let olga: Person
  let anna: Person
  before(async () => {
    desk = await startAlertsDesk()
    alertmanager = createAlertmanager(desk.alerting.alertmanager.url)
    olga = await personOf(desk.school, await desk.school.person('Ольга', 'admin'))
    anna = await personOf(desk.school, await desk.school.person('Анна', 'admin'))
  })
  after(() => desk[Symbol.asyncDispose]())
  beforeEach(async () => {
    await desk.clear()
    await desk.school.db.run(sql`delete from audit_event where subject_kind = 'alert'`)
    await desk.fire(botDown)
  })

  const command = (actor: Person, period: SilencePeriod = 'hour') => ({
    actorId: actor.id,
    key,
    period,
    now: new Date(),
  })
  const mute = (actor: Person, via: Alertmanager = alertmanager): Promise<Silenced> =>
    desk.school.db.transaction((tx) => silenceAlert(tx, { alertmanager: via, clock }, command(actor)))
  const inTransaction = <T>(work: (tx: Tx) => Promise<T>) => desk.school.db.transaction(work)

  test('the right is checked where the change is made: a director, a teacher, a former admin change nothing', async () => {
    assert.equal((await mute(olga)).kind, 'silenced')
    const [silence] = await desk.silences()
    for (const role of ['staff', 'specialist', 'director'] as const) {
      const person = await personOf(desk.school, await desk.school.person(`Кто-то ${role}`, role))
      // he was read as an admin a moment ago
      const stale: Person = { ...person, role: 'admin' }
      assert.deepEqual(await mute(stale), { kind: 'forbidden' })
      const unmuted = await inTransaction((tx) => unsilenceAlert(tx, alertmanager, command(stale)))
      assert.deepEqual(unmuted, { kind: 'forbidden' })
    }
    assert.deepEqual(await desk.silences(), [silence])
    assert.equal((await desk.audit()).length, 1)
  })

  test('of two admins who mute at once one makes the silence, and the other is told of it', async () => {
    for (let round = 0; round < 5; round++) {
      const outcomes = await Promise.all([mute(olga), mute(anna), mute(olga)])
      assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ['already', 'already', 'silenced'])
      assert.equal((await desk.silences()).length, 1)
      assert.equal((await desk.audit()).length, round + 1)
      await desk.clear()
      await desk.fire(botDown)
    }
  })

  test('a press whose commit was lost comes again: the silence is there once, and noted once', async () => {
    const lost = inTransaction(async (tx) => {
      assert.equal((await silenceAlert(tx, { alertmanager, clock }, command(olga))).kind, 'silenced')
      throw new Error('the connection is gone')
    })
    await assert.rejects(lost, /the connection is gone/)
    const [silence] = await desk.silences()
    assert.ok(silence)
    assert.deepEqual(await desk.audit(), [])
    assert.deepEqual(await mute(anna), { kind: 'already', until: silence.endsAt }, 'it is not hers')
    assert.deepEqual(await mute(olga), { kind: 'silenced', until: silence.endsAt })
    assert.deepEqual(await mute(olga), { kind: 'already', until: silence.endsAt })
    assert.equal((await desk.silences()).length, 1)
    const noted = await desk.audit()
    assert.deepEqual(
      noted.map(({ actor, details }) => [actor, details['silence']]),
      [['Ольга', silence.id]],
    )
  })

  test('an unmuting whose commit was lost comes again: it is noted once, as not confirmed', async () => {
    assert.equal((await mute(olga)).kind, 'silenced')
    const unmute = (actor: Person) => inTransaction((tx) => unsilenceAlert(tx, alertmanager, command(actor)))
    const lost = inTransaction(async (tx) => {
      assert.equal((await unsilenceAlert(tx, alertmanager, command(anna))).kind, 'unsilenced')
      throw new Error('the connection is gone')
    })
    await assert.rejects(lost, /the connection is gone/)
    assert.deepEqual(await desk.silences(), [])
    const again = await Promise.all([unmute(anna), unmute(anna)])
    assert.deepEqual(again.map(({ kind }) => kind).sort(), ['not_silenced', 'unsilenced'])
    assert.deepEqual(await unmute(olga), { kind: 'not_silenced' })
    const [made, ended, ...more] = await desk.audit()
    assert.deepEqual(more, [])
    assert.deepEqual([ended?.actor, ended?.action], ['Анна', 'alert.unsilenced'])
    assert.deepEqual(ended?.details, { ...made?.details, answered: false })
  })

  test('a clock that is ahead of Alertmanager’s mutes at once, too', async () => {
    const ahead = { ...command(olga), now: new Date(Date.now() + 600_000) }
    const muted = await inTransaction((tx) => silenceAlert(tx, { alertmanager, clock }, ahead))
    assert.equal(muted.kind, 'silenced')
    assert.equal((await desk.silences()).length, 1)
    assert.equal((await mute(anna)).kind, 'already')
  })

  test('when the answer is lost, it is told so and noted as what it is', async () => {
    const deaf: Alertmanager = {
      ...alertmanager,
      async silence(silence) {
        await alertmanager.silence(silence)
        return { kind: 'away' }
      },
      async endSilence(id) {
        await alertmanager.endSilence(id)
        return { kind: 'away' }
      },
    }
    assert.deepEqual(await mute(olga, deaf), { kind: 'unsure' })
    assert.equal((await mute(olga)).kind, 'silenced', 'found, and noted with its number now')
    const unmuted = await inTransaction((tx) => unsilenceAlert(tx, deaf, command(olga)))
    assert.deepEqual(unmuted, { kind: 'unsure' })
    assert.deepEqual(
      (await desk.audit()).map(({ action, details }) => [action, details['answered']]),
      [
        ['alert.silenced', false],
        ['alert.silenced', true],
        ['alert.unsilenced', false],
      ],
    )
  })

  test('a silence that Alertmanager refuses is none, and is not noted', async () => {
    const yesterday = { ...command(olga), now: new Date(Date.now() - 86_400_000) }
    const refused = await inTransaction((tx) => silenceAlert(tx, { alertmanager, clock }, yesterday))
    assert.deepEqual(refused, { kind: 'refused', status: 400 })
    assert.deepEqual([await desk.silences(), await desk.audit()], [[], []])
  })

  test('a silence made in Alertmanager itself is shown with its words, and ended with all it mutes', async () => {
    await desk.fire(botDown, manyTickets)
    await alertmanager.silence({
      matchers: [{ name: 'alertname', value: 'BotDown|TooMany.*', isRegex: true, isEqual: true }],
      endsAt: new Date(Date.now() + 7_200_000),
      createdBy: 'ops <night>',
      comment: 'Deploy & check',
    })
    assert.equal((await mute(olga)).kind, 'already')
    const admin = await desk.school.person('Пётр', 'admin')
    await admin.send('/alerts')
    const listed = await admin.waitFor(says('в Alertmanager, ops <night>: «Deploy & check»'))
    await admin.press('Бот не отвечает', { messageId: listed.messageId })
    await admin.waitFor(says('действует и на другое: «Слишком много открытых заявок»'))
    await (await admin.press('Включить снова')).answered()
    assert.deepEqual(await desk.silences(), [])
    const [note] = await desk.audit()
    assert.deepEqual([note?.actor, note?.action], ['Пётр', 'alert.unsilenced'])
  })
})
