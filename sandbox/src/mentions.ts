import { findUser } from './membership.ts'
import type { Entity } from './telegram-objects.ts'
import type { World } from './world.ts'

type WithEntities = { entities?: Entity[] | undefined; caption_entities?: Entity[] | undefined }

/** Fills in whom a `tg://user?id=` link names; of people it does not know Telegram leaves the bare text. */
export function resolveMentions<T extends WithEntities>(world: World, content: T): T {
  const { entities, caption_entities } = content
  return {
    ...content,
    ...(entities && { entities: resolve(world, entities) }),
    ...(caption_entities && { caption_entities: resolve(world, caption_entities) }),
  }
}

function resolve(world: World, entities: Entity[]): Entity[] | undefined {
  const known = entities.flatMap((entity) => {
    if (entity.type !== 'text_mention') return [entity]
    const user = findUser(world, entity.user?.id ?? 0)
    return user ? [{ ...entity, user }] : []
  })
  return known.length > 0 ? known : undefined
}
