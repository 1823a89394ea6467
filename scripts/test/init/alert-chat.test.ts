import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createAlertChatStep } from '../../lib/init/alert-chat.ts'
import { createFolderSetup } from './folder-setup.ts'
import { openTelegramGroup, type TelegramGroup } from './telegram-group.ts'

const token = '1000000777:token-for-alerts'
let telegram: TelegramGroup

before(async () => {
  telegram = await openTelegramGroup(token)
})
after(() => telegram.close())

async function lookAt(env: Record<string, string>) {
  using installation = createFolderSetup({
    env: {
      ALERT_TELEGRAM_API_ROOT: telegram.url,
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_CHAT_ID: String(telegram.group.id),
      ...env,
    },
  })
  const finding = await createAlertChatStep(installation.setup).look()
  assert.doesNotMatch(finding.words, /token-for-alerts/)
  return `${finding.state}: ${finding.words}`
}

test('a bot that is in its chat is ready', async () => {
  assert.match(await lookAt({}), /^ready: @\w+ knows the chat -\d+$/)
  const calls = await telegram.sandbox.calls({ method: 'sendMessage' })
  assert.deepEqual(calls, [], 'a look writes nothing into the chat')
})

test('a wrong token is told as such', async () => {
  assert.match(
    await lookAt({ TELEGRAM_BOT_TOKEN: '1000000778:token-for-alerts' }),
    /^failed: Telegram does not know TELEGRAM_BOT_TOKEN: copy it again from @BotFather/,
  )
})

test('of a chat that does not know the bot it is told how to let it in', async () => {
  assert.match(
    await lookAt({ TELEGRAM_CHAT_ID: '-100200300' }),
    /^failed: @\w+ is not in the chat TELEGRAM_CHAT_ID: add @\w+ to the group, or write \/start to it in private/,
  )
})

test('of a group that became a supergroup the new number is told', async () => {
  const old = await telegram.sandbox.group({
    title: 'Смена',
    members: [await telegram.sandbox.person({ firstName: 'Пётр' })],
  })
  const { id } = await old.migrate()
  assert.equal(
    await lookAt({ TELEGRAM_CHAT_ID: String(old.id) }),
    `failed: the group has become a supergroup: set TELEGRAM_CHAT_ID=${id} in .env`,
  )
})

test('a Bot API that does not answer is told with the reason', async () => {
  assert.match(
    await lookAt({ ALERT_TELEGRAM_API_ROOT: 'http://127.0.0.1:47' }),
    /^failed: 127\.0\.0\.1:47 cannot be reached from here: connect ECONNREFUSED/,
  )
})

test('a Bot API that containers alone can name is left to the test alert', async () => {
  assert.match(
    await lookAt({ ALERT_TELEGRAM_API_ROOT: 'http://bot-api.invalid:8081' }),
    /^ready: .*test alert/,
  )
})

test('where there is no Alertmanager there is nothing to look at', async () => {
  using installation = createFolderSetup({ present: [] })
  assert.equal((await createAlertChatStep(installation.setup).look()).state, 'absent')
})

test('a Bot API whose address is none is told of, and the token is not shown', async () => {
  assert.equal(
    await lookAt({ ALERT_TELEGRAM_API_ROOT: 'api.telegram.org' }),
    'failed: ALERT_TELEGRAM_API_ROOT must be an address that begins with https:// or http://',
  )
})
