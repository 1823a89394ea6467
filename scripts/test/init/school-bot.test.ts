import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createSchoolBotStep } from '../../lib/init/school-bot.ts'
import { createFolderSetup } from './folder-setup.ts'
import { openTelegramGroup, type TelegramGroup } from './telegram-group.ts'

const token = '1000000888:token-of-the-bot'
let telegram: TelegramGroup

before(async () => {
  telegram = await openTelegramGroup(token)
})
after(() => telegram.close())

async function lookAt(env: Record<string, string>, present = ['bot']) {
  const all = { TELEGRAM_API_ROOT: telegram.url, TELEGRAM_TOKEN: token, ...env }
  using installation = createFolderSetup({ env: all, present })
  const finding = await createSchoolBotStep(installation.setup).look()
  assert.doesNotMatch(finding.words, /token-of-the-bot/)
  return `${finding.state}: ${finding.words}`
}

test('a bot that Telegram knows is ready, with its group or without one', async () => {
  assert.match(await lookAt({}), /^ready: Telegram knows @\w+$/)
  assert.match(
    await lookAt({ SUPPORT_CHAT_ID: String(telegram.group.id) }),
    /^ready: @\w+ knows the chat -\d+$/,
  )
  assert.deepEqual(await telegram.sandbox.calls({ method: 'sendMessage' }), [])
})

test('a token that Telegram refuses is told before a bot ends with it again and again', async () => {
  assert.equal(
    await lookAt({ TELEGRAM_TOKEN: '1000000889:token-of-the-bot' }),
    'failed: Telegram does not know TELEGRAM_TOKEN: copy it again from @BotFather into .env',
  )
})

test('of a group that the bot is not in it is told how it gets in', async () => {
  assert.match(
    await lookAt({ SUPPORT_CHAT_ID: '-100200300' }),
    /^failed: @\w+ is not in the chat SUPPORT_CHAT_ID: add @\w+ to the group of the specialists, and check SUPPORT_CHAT_ID$/,
  )
})

test('a Bot API that containers alone can name is left to the bot, and no bot is no fault', async () => {
  assert.match(await lookAt({ TELEGRAM_API_ROOT: 'http://bot-api.invalid:8081' }), /^ready: cannot be asked/)
  assert.match(await lookAt({}, []), /^absent/)
})

test('a Bot API whose address is none is told of, and the token is not shown', async () => {
  for (const address of ['api.telegram.org', 'http://a b', 'ftp://school.example']) {
    assert.equal(
      await lookAt({ TELEGRAM_API_ROOT: address }),
      'failed: TELEGRAM_API_ROOT must be an address that begins with https:// or http://',
    )
  }
})
