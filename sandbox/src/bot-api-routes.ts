import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { BotCalls } from './bot-call.ts'
import { fileBytes } from './files.ts'
import type { CallerCheck } from './known-callers.ts'
import { forbidden, Refusal } from './refusal.ts'
import { readRequestParams } from './request-params.ts'
import type { Bot, World } from './world.ts'

const megabyte = 1024 * 1024
const largestUpload = 50 * megabyte

type BotRoute = { Params: { token: string; method: string } }

/** `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
export async function botApiRoutes(
  app: FastifyInstance,
  deps: { world: World; calls: BotCalls; refusalOf: CallerCheck },
): Promise<void> {
  app.addHook('onRequest', async (request) => {
    const refused = deps.refusalOf(request)
    if (refused !== undefined) throw forbidden(refused)
  })
  app.removeAllContentTypeParsers()
  await app.register(multipart, {
    limits: { fileSize: largestUpload, fieldSize: megabyte, files: 20, parts: 100 },
  })
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 2 * megabyte }, (_request, body, done) =>
    done(null, body),
  )

  app.route<BotRoute>({
    method: ['GET', 'POST'],
    url: '/bot:token/:method',
    bodyLimit: largestUpload + megabyte,
    async handler(request, reply) {
      const bot = requireBot(deps.world, request.params.token)
      const params = await readRequestParams(request)
      const answer = await deps.calls.handle(bot, request.params.method, params, goneSignal(reply))
      if (answer === 'cut') return cut(request, reply)
      return reply.code(answer.status).send(answer.body)
    },
  })

  app.get<{ Params: { token: string; '*': string } }>('/file/bot:token/*', (request, reply) => {
    requireBot(deps.world, request.params.token)
    const file = [...deps.world.files.values()].find((stored) => stored.path === request.params['*'])
    if (!file) throw new Refusal(404, 'Not Found')
    return reply.type('application/octet-stream').send(fileBytes(file))
  })

  app.setErrorHandler((error, _request, reply) => {
    const { status, words } = wordsFor(error)
    return reply.code(status).send({ ok: false, error_code: status, description: words })
  })
}

function requireBot(world: World, token: string): Bot {
  const bot = [...world.bots.values()].find((known) => known.token === token)
  if (!bot) throw new Refusal(401, 'Unauthorized')
  return bot
}

/** Fires when the client closes the connection before it got its answer. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  return gone.signal
}

function cut(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack()
  request.raw.socket.destroy()
  return reply
}

function wordsFor(error: unknown): { status: number; words: string } {
  if (error instanceof Refusal) return { status: error.status, words: error.message }
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500
  if (status === 413) return { status, words: 'Request Entity Too Large' }
  if (typeof status === 'number' && status < 500)
    return { status: 400, words: 'Bad Request: malformed request' }
  console.error('sandbox fault', error)
  return { status: 500, words: 'Internal Server Error: sandbox' }
}
