import assert from 'node:assert/strict'
import { test } from 'node:test'
import { needsChromium, openPage, startedPhone } from './page-fixture.ts'

test(
  'a reload keeps the opened chat and the draft; on a narrow screen one phone is seen',
  needsChromium,
  async () => {
    await using desk = await openPage({ width: 390, height: 844 })
    const anna = await startedPhone(desk, 'Анна')
    const igor = await desk.box.driver.person({ firstName: 'Игорь' })
    await desk.page.getByTestId('person').filter({ hasText: 'Игорь' }).click()
    await desk.phone(igor.id).getByTestId('start').waitFor()
    assert.equal(await anna.shown.isVisible(), false)
    await desk.page.getByTestId('person').filter({ hasText: 'Анна' }).click()
    await anna.shown.getByTestId('composer-input').fill('недописанное')
    await desk.page.reload()
    await anna.shown.getByTestId('message').first().waitFor()
    assert.equal(await anna.shown.getByTestId('composer-input').inputValue(), 'недописанное')
    assert.equal(await desk.page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true)
  },
)

test(
  'who is added while the page loads is shown, though the answer to it is older',
  needsChromium,
  async () => {
    await using desk = await openPage()
    const answered = Promise.withResolvers<void>()
    const released = Promise.withResolvers<void>()
    await desk.page.route('**/control/state', async (route) => {
      const response = await route.fetch()
      answered.resolve()
      await released.promise
      await route.fulfill({ response })
    })
    await desk.page.reload()
    await answered.promise
    await desk.page.evaluate(`new Promise((open) => {
    const events = new EventSource('/control/events')
    window.heard = new Promise((heard) => events.addEventListener('message', () => heard(true)))
    events.addEventListener('hello', open)
  }).then(() => true)`)
    const person = await desk.box.driver.person({ firstName: 'Анна' })
    await person.send('/start')
    await desk.page.evaluate('window.heard')
    released.resolve()
    await desk.phone(person.id).getByTestId('message').first().waitFor()
  },
)

test(
  'the newest message is in sight when the page opens, with a keyboard below it',
  needsChromium,
  async () => {
    await using desk = await openPage()
    const keyboard = Array.from({ length: 7 }, (_, row) => [{ text: `Кнопка ${row}` }])
    for (const firstName of ['Анна', 'Игорь', 'Ольга', 'Елена', 'Марина', 'Виктор']) {
      const person = await desk.box.driver.person({ firstName })
      await person.send('/start')
      for (let count = 0; count < 15; count += 1) await person.send('Не работает принтер')
      const reply_markup = { keyboard, resize_keyboard: true }
      await desk.box.call('sendMessage', { chat_id: person.id, text: 'Последнее', reply_markup })
    }
    await desk.page.reload()
    await desk.page.getByText('Последнее').nth(5).waitFor()
    await desk.page.waitForFunction(
      `document.querySelectorAll('.scroller').length === 6 && [...document.querySelectorAll('.scroller')].every(
      ({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight < 2)`,
    )
  },
)

test('a page that misses a part of its script says so, instead of staying empty', needsChromium, async () => {
  await using desk = await openPage()
  const visitor = await desk.page.context().browser()?.newPage()
  assert.ok(visitor)
  await visitor.route('**/js/bubble.js', (route) => route.abort())
  await visitor.goto(desk.box.url)
  await visitor.getByText('обновите').waitFor()
})
