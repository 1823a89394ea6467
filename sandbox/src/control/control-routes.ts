import type { FastifyInstance } from 'fastify'
import type { CallLog } from '../call-log.ts'
import type { Faults } from '../faults.ts'
import { createCallerCheck } from '../known-callers.ts'
import type { World } from '../world.ts'
import { ControlError } from './control-error.ts'
import { eventStream } from './event-stream.ts'
import { groupRoutes } from './group-routes.ts'
import { personRoutes } from './person-routes.ts'
import { pressRoutes } from './press-routes.ts'
import { readRoutes } from './read-routes.ts'
import { watchRoutes } from './watch-routes.ts'
import { worldRoutes } from './world-routes.ts'

export type ControlDeps = { world: World; calls: CallLog; faults: Faults }

export async function controlRoutes(app: FastifyInstance, deps: ControlDeps): Promise<void> {
  // by no other name: what is done here needs no token
  const refusalOf = createCallerCheck()
  app.addHook('onRequest', async (request) => {
    const refused = refusalOf(request)
    if (refused !== undefined) throw new ControlError(403, refused)
  })
  app.setErrorHandler((error, _request, reply) => {
    const { status, words } = wordsFor(error)
    return reply.code(status).send({ error: words })
  })
  worldRoutes(app, deps.world)
  groupRoutes(app, deps.world)
  personRoutes(app, deps.world)
  pressRoutes(app, deps.world)
  readRoutes(app, deps.world)
  watchRoutes(app, deps)
  eventStream(app, deps.world)
}

function wordsFor(error: unknown): { status: number; words: string } {
  if (error instanceof ControlError) return { status: error.status, words: error.message }
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  if (error instanceof Error && typeof status === 'number' && status < 500)
    return { status, words: error.message }
  console.error('sandbox fault', error)
  return { status: 500, words: error instanceof Error ? error.message : 'unknown fault' }
}
