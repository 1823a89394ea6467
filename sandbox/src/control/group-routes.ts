import type { FastifyInstance } from 'fastify'
import { actorOf, createGroup, migrateGroup } from '../groups.ts'
import { changeMember, findUser } from '../membership.ts'
import { isRecord } from '../params.ts'
import type { AdminRights, MemberStatus } from '../telegram-objects.ts'
import { addServiceMessage, createTopic, deleteTopic, renameTopic, setTopicClosed } from '../topics.ts'
import type { Chat, Topic, World } from '../world.ts'
import { ControlError } from './control-error.ts'
import { requireBot, requireGroup, requirePerson } from './find.ts'
import { type Input, readInput } from './input.ts'
import { chatView } from './views.ts'

type InGroup = { Params: { chatId: string; memberId: string; threadId: string } }

const statuses: readonly MemberStatus[] = [
  'creator',
  'administrator',
  'member',
  'restricted',
  'left',
  'kicked',
]

/** Groups, their members and topics, as their people change them. */
export function groupRoutes(app: FastifyInstance, world: World): void {
  function target(request: { params: { chatId: string }; body: unknown }) {
    const input = readInput(request.body)
    const chat = requireGroup(world, Number(request.params.chatId))
    return { input, chat, by: actorOf(world, chat, input.optionalNumber('by')) }
  }

  app.post('/groups', (request) => {
    const input = readInput(request.body)
    const type = input.optionalText('type') ?? 'group'
    if (type !== 'group' && type !== 'supergroup')
      throw new ControlError(400, 'type must be group or supergroup')
    const bots = input.has('bots')
      ? input.numbers('bots').map((bot) => requireBot(world, readInput({ bot })))
      : [requireBot(world, input)]
    const chat = createGroup(world, {
      title: input.text('title'),
      type,
      isForum: input.flag('isForum'),
      privacyMode: input.flag('privacyMode'),
      people: input.numbers('members').map((id) => requirePerson(world, id)),
      bots,
      botIsAdmin: input.flag('botIsAdmin'),
      botRights: readRights(input, 'botRights'),
    })
    return chatView(world, chat)
  })

  app.patch<InGroup>('/groups/:chatId', (request) => {
    const { input, chat, by } = target(request)
    const title = input.optionalText('title')
    if (chat.type === 'group' && input.flag('isForum')) {
      throw new ControlError(409, 'only a supergroup can become a forum: migrate it first')
    }
    chat.isForum = input.optionalFlag('isForum') ?? chat.isForum
    if (title !== undefined) {
      chat.title = title
      addServiceMessage(world, chat, by, { new_chat_title: title })
    }
    world.bus.emit({ type: 'chat', chat })
    return chatView(world, chat)
  })

  app.put<InGroup>('/groups/:chatId/members/:memberId', (request) => {
    const { input, chat, by } = target(request)
    const user = findUser(world, Number(request.params.memberId))
    if (!user) throw new ControlError(404, `no person or bot ${request.params.memberId}`)
    const status = statuses.find((known) => known === input.text('status'))
    if (!status) throw new ControlError(400, `status must be one of ${statuses.join(', ')}`)
    changeMember(world, chat, user, { status, by, rights: readRights(input, 'rights') })
    return chatView(world, chat)
  })

  app.post<InGroup>('/groups/:chatId/migrate', (request) => {
    const { chat } = target(request)
    if (chat.type !== 'group') throw new ControlError(409, `chat ${chat.id} is a supergroup already`)
    if (chat.migratedTo !== undefined) throw new ControlError(409, `chat ${chat.id} was migrated already`)
    return { chatId: migrateGroup(world, chat).id }
  })

  app.post<InGroup>('/groups/:chatId/delete', (request) => {
    const { chat } = target(request)
    chat.gone = true
    world.bus.emit({ type: 'chat', chat })
    return {}
  })

  app.post<InGroup>('/groups/:chatId/topics', (request) => {
    const { input, chat, by } = target(request)
    if (!chat.isForum) throw new ControlError(409, `chat ${chat.id} is not a forum`)
    return { threadId: createTopic(world, chat, by, input.text('name')).threadId }
  })

  app.patch<InGroup>('/groups/:chatId/topics/:threadId', (request) => {
    const { input, chat, by } = target(request)
    const topic = requireTopic(chat, Number(request.params.threadId))
    const name = input.optionalText('name')
    const closed = input.optionalFlag('closed')
    if (name !== undefined) renameTopic(world, chat, by, topic, name)
    if (closed !== undefined && closed !== topic.closed) setTopicClosed(world, chat, by, topic, closed)
    return chatView(world, chat)
  })

  app.delete<InGroup>('/groups/:chatId/topics/:threadId', (request) => {
    const { chat } = target(request)
    deleteTopic(world, chat, requireTopic(chat, Number(request.params.threadId)))
    return {}
  })
}

function requireTopic(chat: Chat, threadId: number): Topic {
  const topic = chat.topics.get(threadId)
  if (!topic || topic.deleted) throw new ControlError(404, `no topic ${threadId} in chat ${chat.id}`)
  return topic
}

function readRights(input: Input, name: string): Partial<AdminRights> {
  const given = input.raw(name)
  return isRecord(given)
    ? Object.fromEntries(Object.entries(given).filter(([, value]) => typeof value === 'boolean'))
    : {}
}
