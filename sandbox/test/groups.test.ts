import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Fixture, openSandbox } from './sandbox-fixture.ts'

async function desk(
  box: Fixture,
  given: { isForum?: boolean; botIsAdmin?: boolean; botRights?: object } = {},
) {
  const ivan = await box.driver.person({ firstName: 'Иван' })
  const group = await box.driver.group({ title: 'Поддержка', members: [ivan], ...given })
  const send = (params: object = {}) =>
    box.call('sendMessage', { chat_id: group.id, text: 'Заявка', ...params })
  return { ivan, group, send, inGroup: ivan.in(group) }
}

const lastUpdate = async (box: Fixture) => (await box.driver.pendingUpdates()).at(-1)

test('a bot added to a group is told, hears its people and can write', async () => {
  await using box = await openSandbox()
  const { ivan, group, send, inGroup } = await desk(box)
  const [added, service] = await box.driver.pendingUpdates()
  assert.equal(Object(added?.['my_chat_member']).new_chat_member.status, 'member')
  assert.equal(Object(service?.['message']).new_chat_members[0].id, 1000000001)
  assert.ok((await send()).ok)
  assert.equal((await inGroup.waitFor((message) => message.text === 'Заявка')).chatId, group.id)
  await inGroup.send('Возьму я')
  const message = Object((await lastUpdate(box))?.['message'])
  assert.deepEqual([message.chat.id, message.chat.type, message.from.id], [group.id, 'group', ivan.id])
})

test('a removed bot is refused, and told apart: never there, left, kicked, deleted', async () => {
  await using box = await openSandbox()
  const { group, send } = await desk(box)
  const bot = { id: 1000000001 }
  assert.equal(
    (await box.call('sendMessage', { chat_id: -5, text: 'x' })).description,
    'Bad Request: chat not found',
  )
  await group.setMember(bot, 'kicked')
  assert.equal(Object((await lastUpdate(box))?.['my_chat_member']).new_chat_member.status, 'kicked')
  const kicked = await send()
  assert.deepEqual(
    [kicked.error_code, kicked.description],
    [403, 'Forbidden: bot was kicked from the group chat'],
  )
  await group.setMember(bot, 'member')
  assert.ok((await box.call('leaveChat', { chat_id: group.id })).ok)
  assert.equal((await send()).description, 'Forbidden: bot is not a member of the group chat')
  await group.setMember(bot, 'restricted')
  assert.equal((await send()).description, 'Bad Request: not enough rights to send text messages to the chat')
  await group.delete()
  assert.equal((await send()).description, 'Forbidden: the group chat was deleted')
})

test('a migrated group refuses with its new id, and both chats announce it', async () => {
  await using box = await openSandbox()
  const { group, send, ivan } = await desk(box)
  const supergroup = await group.migrate()
  const refused = await send()
  assert.equal(refused.description, 'Bad Request: group chat was upgraded to a supergroup chat')
  assert.deepEqual(refused.parameters, { migrate_to_chat_id: supergroup.id })
  assert.ok(String(supergroup.id).startsWith('-100'))
  const [to, from] = (await box.driver.pendingUpdates()).slice(-2).map(({ message }) => Object(message))
  assert.deepEqual([to.chat.id, to.migrate_to_chat_id], [group.id, supergroup.id])
  assert.deepEqual([from.chat.id, from.migrate_from_chat_id], [supergroup.id, group.id])
  assert.ok((await send({ chat_id: supergroup.id })).ok)
  await ivan.in(supergroup).waitFor((message) => message.text === 'Заявка')
})

test('topics are made, renamed, closed and deleted by a bot with the right to', async () => {
  await using box = await openSandbox()
  const { group, send, ivan } = await desk(box, { isForum: true, botIsAdmin: true })
  const call = (method: string, params: object = {}) => box.call(method, { chat_id: group.id, ...params })
  const { result } = await call('createForumTopic', { name: 'Принтеры' })
  const message_thread_id = Number(result['message_thread_id'])
  const sent = await send({ message_thread_id })
  assert.deepEqual(
    [sent.result['message_thread_id'], sent.result['is_topic_message']],
    [message_thread_id, true],
  )
  await ivan.in(group, message_thread_id).waitFor((message) => message.text === 'Заявка')
  assert.ok((await call('editForumTopic', { message_thread_id, name: 'Печать' })).ok)
  assert.equal(
    (await call('editForumTopic', { message_thread_id, name: 'Печать' })).description,
    'Bad Request: TOPIC_NOT_MODIFIED',
  )
  assert.ok((await call('closeForumTopic', { message_thread_id })).ok)
  assert.ok((await send({ message_thread_id })).ok, 'who manages topics may write in a closed one')
  assert.ok((await call('reopenForumTopic', { message_thread_id })).ok)
  assert.ok((await call('deleteForumTopic', { message_thread_id })).ok)
  assert.equal((await send({ message_thread_id })).description, 'Bad Request: message thread not found')
  assert.equal(
    (await call('editForumTopic', { message_thread_id, name: 'x' })).description,
    'Bad Request: TOPIC_ID_INVALID',
  )
})

test('without rights the bot makes no topics and closed ones are closed to it', async () => {
  await using box = await openSandbox()
  const { group, send } = await desk(box, { isForum: true })
  assert.equal(
    (await box.call('createForumTopic', { chat_id: group.id, name: 'x' })).description,
    'Bad Request: not enough rights to create a topic',
  )
  const message_thread_id = await group.createTopic('Принтеры')
  assert.ok((await send({ message_thread_id })).ok)
  await group.changeTopic(message_thread_id, { closed: true })
  assert.equal((await send({ message_thread_id })).description, 'Bad Request: TOPIC_CLOSED')
  await group.deleteTopic(message_thread_id)
  assert.equal((await send({ message_thread_id })).description, 'Bad Request: message thread not found')
  const plain = await box.driver.group({ title: 'Просто группа', botIsAdmin: true })
  assert.equal(
    (await box.call('createForumTopic', { chat_id: plain.id, name: 'x' })).description,
    'Bad Request: the chat is not a supergroup forum',
  )
})

test('a message in a topic goes with the topic when somebody deletes it', async () => {
  await using box = await openSandbox()
  const { group, send } = await desk(box, { isForum: true, botIsAdmin: true })
  const message_thread_id = await group.createTopic('Сеть')
  const { result } = await send({ message_thread_id })
  await group.deleteTopic(message_thread_id)
  const edit = { chat_id: group.id, message_id: result['message_id'], text: 'взята' }
  assert.equal(
    (await box.call('editMessageText', edit)).description,
    'Bad Request: message to edit not found',
  )
})

test('members, administrators and rights are told truly', async () => {
  await using box = await openSandbox()
  const { group, ivan } = await desk(box, { botIsAdmin: true, botRights: { can_manage_topics: false } })
  const ask = (method: string, params: object = {}) => box.call(method, { chat_id: group.id, ...params })
  assert.equal((await ask('getChatMember', { user_id: ivan.id })).result['status'], 'creator')
  const me = (await ask('getChatMember', { user_id: 1000000001 })).result
  assert.deepEqual(
    [me['status'], me['can_manage_topics'], me['can_pin_messages']],
    ['administrator', false, true],
  )
  const olga = await box.driver.person({ firstName: 'Ольга' })
  assert.equal((await ask('getChatMember', { user_id: olga.id })).result['status'], 'left')
  assert.equal((await ask('getChatMemberCount')).result, 2)
  assert.equal((await ask('getChatAdministrators')).result.length, 2)
  assert.equal((await ask('getChat')).result['title'], 'Поддержка')
  await ivan.send('/start')
  assert.equal(
    (await box.call('getChatAdministrators', { chat_id: ivan.id })).description,
    'Bad Request: there are no administrators in the private chat',
  )
})

test('messages are pinned and unpinned, and the pin is announced', async () => {
  await using box = await openSandbox()
  const { group, send } = await desk(box, { botIsAdmin: true })
  const { result } = await send()
  const pin = { chat_id: group.id, message_id: result['message_id'] }
  assert.ok((await box.call('pinChatMessage', pin)).ok)
  assert.equal(Object((await lastUpdate(box))?.['message']).pinned_message.text, 'Заявка')
  assert.deepEqual((await group.view()).pinnedMessageIds, [pin.message_id])
  assert.ok((await box.call('unpinChatMessage', pin)).ok)
  assert.equal(
    (await box.call('unpinChatMessage', pin)).description,
    'Bad Request: message to unpin not found',
  )
})

test('in privacy mode the bot hears commands, replies and mentions only', async () => {
  await using box = await openSandbox()
  const ivan = await box.driver.person({ firstName: 'Иван' })
  const group = await box.driver.group({ title: 'Тихая', members: [ivan], privacyMode: true })
  const inGroup = ivan.in(group)
  const before = (await box.driver.pendingUpdates()).length
  await inGroup.send('просто разговор')
  assert.equal((await box.driver.pendingUpdates()).length, before)
  await inGroup.send('/queue')
  await inGroup.send('эй, @SchoolSandboxBot')
  assert.equal((await box.driver.pendingUpdates()).length, before + 2)
})

test('blocking and unblocking the bot comes as my_chat_member', async () => {
  await using box = await openSandbox()
  const maria = await box.driver.person({ firstName: 'Мария' })
  await maria.send('/start')
  await maria.block()
  const blocked = Object((await lastUpdate(box))?.['my_chat_member'])
  assert.deepEqual(
    [blocked.chat.type, blocked.old_chat_member.status, blocked.new_chat_member.status],
    ['private', 'member', 'kicked'],
  )
  await assert.rejects(maria.send('привет'), /has blocked the bot/)
  await maria.start('invite_1')
  const updates = await box.driver.pendingUpdates()
  assert.equal(Object(updates.at(-2)?.['my_chat_member']).new_chat_member.status, 'member')
  assert.equal(Object(updates.at(-1)?.['message']).text, '/start invite_1')
  await assert.rejects(maria.start('пробел тут'), /deep-link payload/)
})
