import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { says } from './chat.ts'
import { deskOf, personOf } from './help-desk.ts'
import { createOrderDesk } from './order-desk.ts'
import { type School, startSchool } from './school.ts'
import { until } from './until.ts'

const now = new Date()

/** Has Telegram been away for a while: what was queued meanwhile goes out now. */
async function comeBackLater(school: School): Promise<void> {
  await school.db.run(sql`update outbox set created_at = created_at - interval '1 hour'`)
  await school.start()
  await until('all that was owed has gone out', async () => {
    const { left } = await school.db.one<{ left: number }>(sql`select count(*) as left from outbox`)
    return left === 0
  })
  await school.sandbox.waitUntilIdle()
}

const setRole = (school: School, { id }: PersonDriver, role: string, status = 'active') =>
  school.db.run(sql`update person set role = ${role}, status = ${status} where telegram_id = ${id}`)

test('words on a ticket that waited for Telegram go to who may still see it, and to nobody else', async () => {
  await using school = await startSchool()
  const people = ['Автор', 'Иван', 'Бывший', 'Ушедшая'] as const
  const [author, ivan, former, gone] = await Promise.all(
    people.map((name) => school.person(name, name === 'Автор' ? 'staff' : 'specialist')),
  )
  assert.ok(author && ivan && former && gone)
  await school.stop()
  const desk = deskOf(school)
  const filed = await desk.file(await personOf(school, author), { description: 'Протёк потолок' })
  await desk.change({
    ...{ ticketId: filed.id, action: 'comment', actor: await personOf(school, author), now },
    message: { kind: 'comment', text: 'Ключ под ковриком', source: undefined },
  })
  await setRole(school, former, 'staff')
  await setRole(school, gone, 'specialist', 'left')
  await comeBackLater(school)
  await ivan.waitFor(says('Ключ под ковриком'), { since: 'start' })
  await author.waitFor(says(`№${filed.id}`), { since: 'start' })
  for (const person of [former, gone]) {
    assert.deepEqual((await person.messages()).filter(says('Ключ под ковриком')), [])
    assert.deepEqual((await person.messages()).filter(says('Протёк потолок')), [])
  }
})

test('word of an order goes to who had a part in it, and to those who oversee orders still', async () => {
  await using school = await startSchool()
  const giver = await school.person('Елена', 'director')
  const [director, former] = [
    await school.person('Пётр', 'director'),
    await school.person('Анна', 'director'),
  ]
  const [doer, other] = [await school.person('Мария', 'staff'), await school.person('Олег', 'staff')]
  const orders = createOrderDesk(school.db)
  const [task] = await orders.issue(await personOf(school, giver), [await personOf(school, doer)], {
    text: 'Пересчитать ключи',
  })
  assert.ok(task)
  await doer.waitFor(says('Пересчитать ключи'), { since: 'start' })
  await school.sandbox.waitUntilIdle()
  await school.stop()
  await orders.change({ taskId: task.id, action: 'escalate', actor: null, now, to: 'directors' })
  await orders.change({
    ...{ taskId: task.id, action: 'reassign', actor: await personOf(school, giver), now },
    changes: { responsibleId: (await personOf(school, other)).id },
  })
  await setRole(school, former, 'staff')
  await comeBackLater(school)
  await director.waitFor(says('Пересчитать ключи'), { since: 'start' })
  // he has no part in it any more, and that is what he is told
  await doer.waitFor(says('Пересчитать ключи', 'передано'), { since: 'start' })
  assert.deepEqual((await former.messages()).filter(says('Пересчитать ключи')), [])
})
