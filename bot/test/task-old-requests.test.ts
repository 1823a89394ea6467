import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, buttonOf, press, pressAgain, says } from './chat.ts'
import { isCard, startOrderSchool, thursday } from './order-school.ts'

test('the buttons of a request that was refused do not answer the next one, but show it', async () => {
  await using told = await startOrderSchool()
  const { director, doer } = told
  const { id } = await told.issue()
  const request = async (deadline: string, why: string) => {
    await press(doer, 'Попросить другой срок', isCard(`№${id}`))
    await doer.waitFor(says('К какому сроку'))
    await ask(doer, deadline, 'почему он нужен')
    await ask(doer, why, 'отправлена')
    return director.waitFor(says('Просьба перенести срок', why), { since: 'start' })
  }
  const first = await request('30.11.2026', 'Заболела')
  await press(director, 'Отказать', says('Просьба перенести срок', 'Заболела'))
  await press(director, 'Без объяснений', says('Отказ в переносе'))
  await doer.waitFor(says('не перенесён'), { since: 'start' })
  await request('25.12.2026', 'Ещё болею')

  const grant = buttonOf(first, 'Перенести')
  assert.match((await pressAgain(director, grant)) ?? '', /уже ответили/)
  const shown = await director.waitFor(
    (message) => message.messageId === grant.messageId && isCard(`№${id}`)(message),
    {
      since: 'start',
    },
  )
  assert.match(shown.text ?? '', /Просьба о новом сроке: пт, 25 декабря/)
  assert.match((await pressAgain(director, buttonOf(first, 'Отказать'))) ?? '', /уже ответили/)
  assert.deepEqual((await told.taskOf(id)).deadline, thursday)

  await press(director, 'Перенести', (message) => message.messageId === grant.messageId)
  await doer.waitFor(says('перенесён', '25 декабря'), { since: 'start' })
})
