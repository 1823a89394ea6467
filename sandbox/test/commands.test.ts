import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSandbox } from './sandbox-fixture.ts'

const list = (...names: string[]) => names.map((command) => ({ command, description: `о ${command}` }))

test('each person gets the menu of the narrowest scope, in his language', async () => {
  await using box = await openSandbox()
  const maria = await box.driver.person({ firstName: 'Мария' })
  const john = await box.driver.person({ firstName: 'John', languageCode: 'en' })
  await maria.send('/start')
  await john.send('/start')
  const menu = async (person: typeof maria) => (await person.chat()).commands.map(({ command }) => command)
  const set = (commands: object[], scope?: object, language_code?: string) =>
    box.call('setMyCommands', { commands, scope, language_code })
  await set(list('start', 'help'))
  assert.deepEqual(await menu(maria), ['start', 'help'])
  await set(list('new'), { type: 'all_private_chats' })
  await set(list('new_ticket'), { type: 'all_private_chats' }, 'en')
  assert.deepEqual([await menu(maria), await menu(john)], [['new'], ['new_ticket']])
  const scope = { type: 'chat', chat_id: maria.id }
  await set(list('people', 'invite'), scope)
  assert.deepEqual([await menu(maria), await menu(john)], [['people', 'invite'], ['new_ticket']])
  assert.deepEqual((await box.call('getMyCommands', { scope })).result, list('people', 'invite'))
  await box.call('deleteMyCommands', { scope })
  assert.deepEqual(await menu(maria), ['new'])
})

test('commands that Telegram would not take are refused', async () => {
  await using box = await openSandbox()
  const refusal = async (commands: object[], more: object = {}) =>
    (await box.call('setMyCommands', { commands, ...more })).description
  for (const command of ['Новая', 'New', 'a-b', '', 'x'.repeat(33)]) {
    assert.equal(await refusal(list(command)), 'Bad Request: BOT_COMMAND_INVALID', command)
  }
  assert.equal(
    await refusal([{ command: 'new', description: ' ' }]),
    'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID',
  )
  const many = Array.from({ length: 101 }, (_, index) => `c${index}`)
  assert.equal(await refusal(list(...many)), 'Bad Request: BOT_COMMANDS_TOO_MUCH')
  assert.equal(
    await refusal(list('new'), { language_code: 'russian' }),
    'Bad Request: invalid language code specified',
  )
  assert.equal(
    await refusal(list('new'), { scope: { type: 'chat', chat_id: 77 } }),
    'Bad Request: chat not found',
  )
  assert.match(await refusal(list('new'), { scope: { type: 'moon' } }), /unsupported type specified/)
})

test('the profile of the bot has limits and languages', async () => {
  await using box = await openSandbox()
  await box.call('setMyDescription', { description: 'Заявки школы' })
  await box.call('setMyDescription', { description: 'School tickets', language_code: 'en' })
  assert.deepEqual((await box.call('getMyDescription')).result, { description: 'Заявки школы' })
  const english = await box.call('getMyDescription', { language_code: 'en' })
  assert.deepEqual(english.result, { description: 'School tickets' })
  const long = await box.call('setMyShortDescription', { short_description: 'я'.repeat(121) })
  assert.equal(long.description, 'Bad Request: BOT_SHORT_DESCRIPTION_TOO_LONG')
  const me = (await box.call('getMe')).result
  assert.deepEqual([me['id'], me['is_bot'], me['username']], [1000000001, true, 'SchoolSandboxBot'])
})

test('the menu button is set for one chat or for all', async () => {
  await using box = await openSandbox()
  const maria = await box.driver.person({ firstName: 'Мария' })
  await maria.send('/start')
  await box.call('setChatMenuButton', { menu_button: { type: 'commands' } })
  assert.equal((await maria.chat()).menuButton, 'commands')
  await box.call('setChatMenuButton', { chat_id: maria.id, menu_button: { type: 'default' } })
  assert.equal((await maria.chat()).menuButton, 'default')
})

test('a reaction of the bot is shown, an unknown one refused', async () => {
  await using box = await openSandbox()
  const maria = await box.driver.person({ firstName: 'Мария' })
  const { messageId } = await maria.send('спасибо')
  const react = (reaction: object[]) =>
    box.call('setMessageReaction', { chat_id: maria.id, message_id: messageId, reaction })
  assert.ok((await react([{ type: 'emoji', emoji: '👍' }])).ok)
  assert.deepEqual((await maria.messages())[0]?.reactions, [{ from: 1000000001, emoji: '👍' }])
  assert.equal((await react([{ type: 'emoji', emoji: '🦕' }])).description, 'Bad Request: REACTION_INVALID')
  assert.ok((await react([])).ok)
  assert.deepEqual((await maria.messages())[0]?.reactions, [])
})
