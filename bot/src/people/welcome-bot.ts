import { createRouter, type Router } from '../telegram/router.ts'
import type { VisitorContext } from './identify.ts'

export function createWelcomeRouter(_deps: object): Router<VisitorContext> {
  const router = createRouter<VisitorContext>('welcome')
  router.command('start', (ctx) => {
    ctx.ui.send({ html: `hello ${ctx.person?.id ?? 'stranger'}` })
  })
  return router
}
