import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleFile } from '../src/sample-files.ts'
import { needsChromium, openPage, startedPhone } from './page-fixture.ts'

test('a first visitor adds a person, starts the bot and writes to it', needsChromium, async () => {
  await using desk = await openPage()
  const { box, page } = desk
  await box.call('setMyCommands', { commands: [{ command: 'new', description: 'Подать заявку' }] })
  await page.getByTestId('empty-add').click()
  await page.getByLabel('Имя', { exact: true }).fill('Анна')
  await page.getByTestId('submit').click()
  const phone = page.getByTestId('phone')
  await phone.getByTestId('start').click()
  await phone.getByTestId('composer-input').fill('Не работает проектор')
  await phone.getByTestId('composer-input').press('Enter')
  await phone.getByTestId('text').filter({ hasText: 'Не работает проектор' }).waitFor()
  const texts = (await box.driver.pendingUpdates()).map((update) => Object(update['message']).text)
  assert.deepEqual(texts, ['/start', 'Не работает проектор'])
  await phone.getByTestId('menu-button').click()
  await phone.getByTestId('command').waitFor()
  await page.keyboard.press('Escape')
  await phone.getByTestId('command').waitFor({ state: 'hidden' })
})

test('a pressed button reaches the bot; its toast, alert and edit are shown', needsChromium, async () => {
  await using desk = await openPage()
  const { call, driver } = desk.box
  const { person, shown } = await startedPhone(desk, 'Анна')
  const reply_markup = { inline_keyboard: [[{ text: 'Взять', callback_data: 'take:7' }]] }
  const sent = await call('sendMessage', { chat_id: person.id, text: 'Заявка 7', reply_markup })

  const press = async (answer: object) => {
    const known = (await driver.updateHistory()).length
    await shown.getByTestId('inline-button').click()
    await desk.page.waitForFunction(
      `document.querySelector('[data-testid=inline-button]').ariaBusy === 'true'`,
    )
    const query = Object((await driver.updateHistory()).slice(known)[0]?.['callback_query'])
    assert.equal(query.data, 'take:7')
    assert.ok((await call('answerCallbackQuery', { callback_query_id: query.id, ...answer })).ok)
  }
  await press({ text: 'Вы взяли заявку' })
  await shown.getByTestId('toast').filter({ hasText: 'Вы взяли заявку' }).waitFor()
  await press({ text: 'Заявка уже закрыта', show_alert: true })
  await shown.getByTestId('alert').filter({ hasText: 'Заявка уже закрыта' }).waitFor()
  await shown.getByTestId('alert-ok').click()
  await shown.getByTestId('alert').waitFor({ state: 'detached' })

  const message_id = Number(sent.result['message_id'])
  await call('editMessageText', { chat_id: person.id, message_id, text: 'Заявка 7: в работе' })
  const bubble = shown.locator(`[data-message-id="${message_id}"]`)
  await bubble.getByText('Заявка 7: в работе').waitFor()
  await bubble.getByTestId('edited').waitFor()
  assert.equal(await shown.getByTestId('inline-button').count(), 0)

  const week = ['•21', '22*', '23*', '24!', '25*', '28*', '29*'].map((text) => ({
    text,
    callback_data: text,
  }))
  const calendar = { reply_markup: { inline_keyboard: [week, [{ text: 'Назад', callback_data: 'back' }]] } }
  await call('sendMessage', { chat_id: person.id, text: 'Ноябрь', ...calendar })
  await shown.getByText('Назад').waitFor()
  const heights = `new Set([...document.querySelectorAll('[data-testid=inline-button]')].map(
    ({ offsetHeight }) => offsetHeight)).size`
  assert.equal(await desk.page.evaluate(heights), 1, 'a day stands on one line')
})

test('pictures go out as a photo with its caption, several as one album', needsChromium, async () => {
  await using desk = await openPage()
  const { person, shown } = await startedPhone(desk, 'Анна')
  const { mime, bytes } = sampleFile('photo')
  assert.ok(bytes)
  const picture = (name: string) => ({ name, mimeType: mime ?? 'image/png', buffer: bytes })
  await shown.getByTestId('file-photo').setInputFiles(picture('printer.png'))
  await shown.getByTestId('staged').waitFor()
  await shown.getByTestId('composer-input').fill('Принтер мигает')
  await shown.getByTestId('send').click()
  await shown.getByTestId('photo').locator('img').waitFor()
  await desk.page.waitForFunction(`document.querySelector('[data-testid=photo] img').naturalWidth > 0`)
  await shown.getByTestId('file-photo').setInputFiles([picture('a.png'), picture('b.png'), picture('c.png')])
  await shown.getByTestId('send').click()
  await shown.getByTestId('album').waitFor()
  assert.equal(await shown.getByTestId('album').getByTestId('photo').count(), 3)

  const messages = (await desk.box.driver.pendingUpdates()).map((update) => Object(update['message']))
  const [single, ...album] = messages.filter((message) => message.photo && message.chat.id === person.id)
  assert.equal(single.caption, 'Принтер мигает')
  assert.equal(new Set(album.map((message) => message.media_group_id)).size, 1)
})

test('text is never taken for markup, formatting is shown, links stay harmless', needsChromium, async () => {
  await using desk = await openPage()
  const { person, shown } = await startedPhone(desk, '<img src=x onerror="window.broken=1">')
  const nasty = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>'
  await person.send(nasty)
  await desk.box.call('sendMessage', { chat_id: person.id, text: nasty })
  await desk.box.call('sendMessage', {
    chat_id: person.id,
    text: 'жирный код ссылка',
    entities: [
      { type: 'bold', offset: 0, length: 6 },
      { type: 'italic', offset: 3, length: 7 },
      { type: 'text_link', offset: 11, length: 6, url: 'javascript:window.broken=1' },
    ],
  })
  await shown.getByText('жирный код').last().waitFor()
  assert.equal(await shown.getByTestId('text').filter({ hasText: nasty }).count(), 2)
  assert.equal(await shown.locator('strong', { hasText: 'жирный' }).count(), 1)
  assert.equal(await desk.page.locator('img[src="x"], a[href^="javascript"]').count(), 0)
  assert.equal(await desk.page.evaluate('window.broken'), undefined)
})

test(
  'a topic of a forum shows in the phones of the members, with its unread messages',
  needsChromium,
  async () => {
    await using desk = await openPage()
    const anna = await startedPhone(desk, 'Анна')
    const igor = await startedPhone(desk, 'Игорь')
    const group = await desk.box.driver.group({
      title: 'Поддержка',
      isForum: true,
      botIsAdmin: true,
      members: [anna.person, igor.person],
    })
    const topic = await desk.box.call('createForumTopic', { chat_id: group.id, name: 'Принтеры' })
    const message_thread_id = Number(topic.result['message_thread_id'])
    await desk.box.call('sendMessage', { chat_id: group.id, message_thread_id, text: 'Заявка 8' })

    await anna.shown.getByTestId('back').click()
    await anna.shown.getByTestId('chat-row').filter({ hasText: 'Поддержка' }).click()
    const row = anna.shown.getByTestId('topic-row').filter({ hasText: 'Принтеры' })
    await row.getByTestId('unread').filter({ hasText: '1' }).waitFor()
    await row.click()
    await anna.shown.getByText('Заявка 8').waitFor()
    await anna.shown.getByTestId('composer-input').fill('Беру')
    await anna.shown.getByTestId('send').click()

    await igor.shown.getByTestId('back').click()
    await igor.shown.getByTestId('chat-row').filter({ hasText: 'Анна: Беру' }).click()
    await igor.shown.getByTestId('topic-row').filter({ hasText: 'Беру' }).click()
    await igor.shown.locator('[data-from="other"]').filter({ hasText: 'Анна' }).waitFor()
  },
)

test('a blocked bot hears so and is unblocked by the same phone', needsChromium, async () => {
  await using desk = await openPage()
  const { person, shown } = await startedPhone(desk, 'Анна')
  await shown.getByTestId('chat-menu').click()
  await shown.getByTestId('block-toggle').click()
  await shown.getByTestId('unblock').waitFor()
  const refused = await desk.box.call('sendMessage', { chat_id: person.id, text: 'Вы тут?' })
  assert.equal(refused.error_code, 403)
  await desk.page.getByTestId('calls-toggle').click()
  await desk.page.locator('[data-testid="call"][data-status="403"]').waitFor()
  const beyondTheEdge = `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(
    document.querySelector('.calls-filter'))`
  assert.equal(await desk.page.evaluate(beyondTheEdge), 0)
  await shown.getByTestId('unblock').click()
  await shown.getByTestId('composer-input').waitFor()
  assert.ok((await desk.box.call('sendMessage', { chat_id: person.id, text: 'Рады видеть' })).ok)
  await shown.getByText('Рады видеть').waitFor()
})

test('a deep link in a message starts the bot with its payload on another phone', needsChromium, async () => {
  await using desk = await openPage()
  const anna = await startedPhone(desk, 'Анна')
  const newcomer = await desk.box.driver.person({ firstName: 'Пётр' })
  const { username } = await desk.box.driver.bot()
  await desk.box.call('sendMessage', {
    chat_id: anna.person.id,
    text: `https://t.me/${username}?start=inv_42`,
  })
  await anna.shown.getByTestId('open-elsewhere').click()
  await anna.shown.getByTestId('open-on').filter({ hasText: 'Пётр' }).click()
  await desk.phone(newcomer.id).getByText('/start inv_42').waitFor()
})
