import type { FastifyInstance } from 'fastify'
import { findChat } from '../chats.ts'
import { fileBytes, findFile } from '../files.ts'
import type { Chat, World } from '../world.ts'
import type { MessageView } from './contract.ts'
import { ControlError } from './control-error.ts'
import { requireBot, requireChatOf, requirePerson } from './find.ts'
import { type Input, readInput } from './input.ts'
import { messageView, personalChatViews } from './views.ts'
import { waitFor } from './waiting.ts'

type Id = { Params: { id: string } }

/** Chats, messages, files and the bot's profile, as people see them. */
export function readRoutes(app: FastifyInstance, world: World): void {
  async function messagesOf(chat: Chat, input: Input) {
    const since = input.optionalNumber('since')
    const threadId = input.optionalNumber('threadId')
    const find = (): MessageView[] | undefined => {
      const found = [...chat.messages.values()]
        .filter((message) => (since === undefined ? !message.deleted : message.revision > since))
        .filter((message) => threadId === undefined || message.tg.message_thread_id === threadId)
      return found.length > 0 ? found.map((message) => messageView(world, chat, message)) : undefined
    }
    const messages = (await waitFor(world.bus, input, find)) ?? []
    return { revision: world.counters.revision, messages }
  }

  app.get<Id>('/people/:id/chats', (request) => {
    const person = requirePerson(world, Number(request.params.id))
    return personalChatViews(world, requireBot(world, readInput(request.query)), person)
  })

  app.get<Id>('/people/:id/messages', (request) => {
    const input = readInput(request.query)
    const person = requirePerson(world, Number(request.params.id))
    return messagesOf(requireChatOf(world, person, input), input)
  })

  app.get<Id>('/chats/:id/messages', (request) => {
    const input = readInput(request.query)
    const chat = findChat(world, requireBot(world, input), Number(request.params.id))
    if (!chat) throw new ControlError(404, `no chat ${request.params.id}`)
    return messagesOf(chat, input)
  })

  app.get<Id>('/files/:id', (request, reply) => {
    const file = findFile(world, request.params.id)
    if (!file) throw new ControlError(404, 'no such file')
    // Whatever people upload is shown, never run: no HTML or SVG of theirs acts as a page of this server.
    return reply
      .type(file.mime)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .send(fileBytes(file))
  })

  app.get<Id>('/bots/:id/profile', (request) => {
    const bot = requireBot(world, readInput({ bot: request.params.id }))
    const language = readInput(request.query).optionalText('languageCode') ?? ''
    const text = (key: string) => bot.profile.get(`${key}:${language}`) ?? bot.profile.get(`${key}:`)
    return {
      name: text('name') ?? bot.firstName,
      description: text('description') ?? '',
      shortDescription: text('short') ?? '',
      commands: bot.commands,
      webhook: bot.webhook ? { ...bot.webhook, secretToken: undefined } : null,
    }
  })
}
