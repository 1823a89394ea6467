import assert from 'node:assert/strict'
import { test } from 'node:test'
import { press, says } from './chat.ts'
import { deskOf, personOf, shows } from './help-desk.ts'
import { samples, scrape } from './metric-samples.ts'
import { startSchool } from './school.ts'

const hour = 3600

test('the histograms of a ticket are of working time, without what was waited for its author', async () => {
  let now = new Date('2026-11-20T17:30:00+03:00')
  await using school = await startSchool({ now: () => now })
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const author = await personOf(school, teacher)
  const { id } = await deskOf(school).file(author, {}, now)
  const linked = await deskOf(school).file(author, {}, now)

  now = new Date('2026-11-23T09:00:00+03:00')
  await press(ivan, 'Взять', shows(id))
  await ivan.waitFor(shows(id, 'Исполнитель: Иван'))
  await press(ivan, 'Спросить', shows(id))
  await ivan.waitFor(says('Вопрос по заявке'))
  await ivan.send('Какая модель?')
  await ivan.waitFor(says('Вопрос', 'отправлен'))

  now = new Date('2026-11-23T12:00:00+03:00')
  await press(ivan, 'Это повтор', shows(linked.id))
  await ivan.waitFor(says('номер'))
  await ivan.send(String(id))
  await press(ivan, 'Да', says(`№${id}`))
  await ivan.waitFor(says(`№${linked.id}`, 'повтор'))
  const message = { kind: 'answer' as const, text: 'Старая', source: undefined }
  await deskOf(school).change({ ticketId: id, action: 'answer', actor: author, now, message })

  now = new Date('2026-11-23T12:30:00+03:00')
  await press(ivan, 'Выполнено', shows(id))
  await ivan.waitFor(says('что сделано?'))
  await press(ivan, 'Заменили', says('что сделано?'))
  await ivan.waitFor(says('выполнена', 'проверить'))

  const metrics = await scrape(school.http())
  const value = (name: string) => samples(metrics, `schoolbot_ticket_${name}`).get('')
  // an hour and a half, and four hours and a half: a duplicate is an answer too
  assert.equal(value('first_response_seconds_count'), 2)
  assert.equal(value('first_response_seconds_sum'), 1.5 * hour + 4.5 * hour)
  assert.equal(value('resolution_seconds_count'), 1)
  assert.equal(value('resolution_seconds_sum'), 2 * hour)
})
