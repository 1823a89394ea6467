import { pressTable } from '../press-table.ts'
import type { PressedIds } from '../press-world.ts'
import type { SeededRandom } from '../seeded-random.ts'
import { hostileTexts } from './hostile-texts.ts'
import { anyJson, mutated } from './mutate.ts'

export interface FuzzedSchool {
  ids: PressedIds
  /** Telegram ids of people of every role and of none. */
  people: readonly number[]
  groupId: number
}

/** `real`: as Telegram could send it. The others are no fault of Telegram's, and none of ours. */
export type Kind = 'real' | 'press' | 'mutated' | 'random'
export interface Made {
  kind: Kind
  update: unknown
}

/** Without what Telegram takes out of texts itself. */
const texts = [
  ...Object.values(hostileTexts).map((text) => text.toWellFormed().replaceAll('\u0000', '')),
  '1',
  'да',
]
const commands = [
  'new',
  'my',
  'find',
  'task',
  'tasks',
  'kpi',
  'people',
  'invite',
  'export',
  'start',
  'calendar',
  'x',
]
const field = [
  '0',
  '1',
  '-1',
  '2147483648',
  '99999999999999999999',
  '',
  'x',
  'admin',
  '5a1c2f00',
  '🙂',
  'all',
  '1e3',
]

/** Updates one after the other, the same ones for the same seed. */
export function createUpdates(school: FuzzedSchool, random: SeededRandom) {
  let updateId = 10_000_000
  const real = realUpdates(school, random)
  return (): Made => {
    const kind = random.weighted<Kind>({ real: 30, press: 30, mutated: 30, random: 10 })
    const update_id = updateId++
    switch (kind) {
      case 'real':
        return { kind, update: { update_id, ...random.pick(real)() } }
      case 'press':
        return { kind, update: { update_id, ...press(school, random, forged(school.ids, random)) } }
      case 'mutated':
        return { kind, update: mutated({ update_id, ...random.pick(real)() }, random) }
      case 'random':
        return { kind, update: { update_id, [random.pick(types)]: anyJson(random) } }
      default:
        return kind satisfies never
    }
  }
}

const types = ['message', 'edited_message', 'callback_query', 'my_chat_member', 'channel_post', 'poll', 'x']

/** The data of a kind of button there is: about what is there, or with fields that no button of ours has. */
function forged(ids: PressedIds, random: SeededRandom): string {
  const data = random.pick(pressTable).data(ids)
  if (random.next() < 0.3) return data
  const [kind = '', ...fields] = data.split(':')
  const others = fields.map((value) => (random.next() < 0.5 ? random.pick(field) : value))
  if (random.next() < 0.2) others.push(random.pick(field))
  if (random.next() < 0.1) others.pop()
  return [kind, ...others].join(':')
}

function press(school: FuzzedSchool, random: SeededRandom, data: string) {
  const id = random.pick(school.people)
  const { from, ...message } = meta(id, random)
  const shown = { ...message, from: { id: 1, is_bot: true, first_name: 'Bot' }, text: 'прежнее' }
  return {
    callback_query: { id: String(random.integer(1, 1e9)), from, chat_instance: '1', data, message: shown },
  }
}

/** What Telegram sends of each kind that the bot asks for. */
function realUpdates(school: FuzzedSchool, random: SeededRandom): (() => object)[] {
  const { people, groupId, ids } = school
  const by = () => meta(random.pick(people), random)
  const text = () => random.pick(texts)
  const file = () => ({ file_id: `f${random.integer(1, 99)}`, file_unique_id: `u${random.integer(1, 99)}` })
  const photo = () => [{ ...file(), width: 1, height: 1 }]
  const group = { id: groupId, type: 'supergroup', title: 'Специалисты' }
  const bot = { id: 1, is_bot: true, first_name: 'Bot' }
  const message = (changes: () => object) => () => ({ message: { ...by(), ...changes() } })
  const command = () => {
    const name = `/${random.pick(commands)}`
    const entities = [{ type: 'bot_command', offset: 0, length: name.length }]
    return { text: `${name} ${text()}`.slice(0, 4096), entities }
  }
  const member = (status: string) => ({ user: bot, status })
  return [
    message(() => ({ text: text() })),
    message(command),
    message(command),
    message(() => ({ text: `/start ${random.pick(['t_1', 'o_1', 'inv_x', `t_${ids.ticket}`])}` })),
    message(() => ({ photo: photo(), caption: text().slice(0, 1024) })),
    message(() => ({ photo: photo(), media_group_id: 'album' })),
    message(() => ({ document: { ...file(), file_name: text().slice(0, 60), file_size: 5e8 } })),
    message(() => ({ voice: { ...file(), duration: 1 } })),
    message(() => ({ video_note: { ...file(), length: 1, duration: 1 } })),
    message(() => ({ sticker: { ...file(), type: 'regular', width: 1, height: 1 } })),
    message(() => ({ location: { latitude: 55.7, longitude: 37.6 } })),
    message(() => ({ contact: { phone_number: '1', first_name: 'x', user_id: 5 } })),
    message(() => ({ poll: { id: '1', question: 'x', options: [] } })),
    message(() => ({ text: text(), reply_to_message: { ...by(), text: 'x' } })),
    message(() => ({ text: text(), chat: group, reply_to_message: { ...by(), chat: group } })),
    message(() => ({ chat: group, new_chat_members: [bot] })),
    message(() => ({ chat: group, pinned_message: { message_id: 1, date: 0, chat: group } })),
    () => ({ edited_message: { ...by(), text: text(), edit_date: by().date } }),
    () => press(school, random, forged(ids, random)),
    () => {
      const { chat, from, date } = by()
      const status = random.pick(['kicked', 'member'])
      return {
        my_chat_member: {
          chat,
          from,
          date,
          old_chat_member: member('member'),
          new_chat_member: member(status),
        },
      }
    },
  ]
}

function meta(id: number, random: SeededRandom) {
  const name = { first_name: 'Анна', language_code: random.pick(['ru', 'en', 'de']) }
  return {
    message_id: random.integer(1, 2 ** 31 - 1),
    // of the last hour, so that the limit on one person lets most of it through
    date: Math.floor(Date.now() / 1000) - random.integer(0, 3_600),
    chat: { id, type: 'private', first_name: 'Анна' },
    from: { id, is_bot: false, ...name },
  }
}
