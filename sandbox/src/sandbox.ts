import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import fastify from 'fastify'
import { botApiRoutes } from './bot-api-routes.ts'
import { createBotCalls } from './bot-call.ts'
import { createCallLog } from './call-log.ts'
import { controlRoutes } from './control/control-routes.ts'
import { createWorld } from './create-world.ts'
import { createFaults } from './faults.ts'
import { byAddressOr, createCallerCheck } from './known-callers.ts'
import { createLimits } from './limits.ts'
import { createMethods } from './methods/table.ts'
import { createParams, fieldsFrom } from './params.ts'
import { startWebhookSender } from './webhook/webhook-sender.ts'
import { keepSaving, loadWorld } from './world-file.ts'

export type Sandbox = {
  /** http://127.0.0.1:<port>, without a slash at the end. */
  url: string
  close(): Promise<void>
}

export type SandboxOptions = {
  /** 0 = any free port. */
  port: number
  tokens: readonly string[]
  /** A file that keeps the world over a restart. */
  state?: string | undefined
  /** Loopback unless told otherwise: whoever reaches the sandbox may do anything in it. */
  host?: string | undefined
  /** Of its host, by which bots may come to its Bot API beside loopback and addresses. */
  names?: readonly string[] | undefined
}

const pageFolder = fileURLToPath(new URL('../page/', import.meta.url))

/** Starts a sandbox. A busy port rejects with EADDRINUSE. */
export async function startSandbox({
  port,
  tokens,
  state,
  host = '127.0.0.1',
  names = [],
}: SandboxOptions): Promise<Sandbox> {
  const world = createWorld(tokens, state === undefined ? undefined : await loadWorld(state))
  const calls = createCallLog(world.bus)
  const faults = createFaults()
  const limits = createLimits(world)
  const botCalls = createBotCalls({ world, methods: createMethods(), faults, limits, calls })

  const app = fastify({ forceCloseConnections: true, bodyLimit: 64 * 1024 * 1024 })
  const refusalOf = createCallerCheck(byAddressOr(names))
  await app.register(async (scope) => botApiRoutes(scope, { world, calls: botCalls, refusalOf }))
  await app.register(async (scope) => controlRoutes(scope, { world, calls, faults }), { prefix: '/control' })
  await app.register(fastifyStatic, { root: pageFolder, wildcard: true })
  const url = await app.listen({ host, port })
  const webhooks = startWebhookSender(world, (bot, { method, fields }) => {
    const params = createParams(fieldsFrom(fields), new Map())
    // Nobody hears the result, as in Telegram: it stands in the list of calls.
    void botCalls.handle(bot, method, params, new AbortController().signal)
  })
  const saving = state === undefined ? undefined : keepSaving(world, state)

  return {
    url,
    async close() {
      faults.remove()
      await webhooks.close()
      await app.close()
      await saving?.close()
    },
  }
}
