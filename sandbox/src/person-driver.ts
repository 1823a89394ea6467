import type { MessageView, PersonalChatView, PersonView, PressOutcome } from './control/contract.ts'
import type { ControlClient } from './control-client.ts'
import { type Press, pressFrom } from './press-driver.ts'
import { listOf, type MessagesAnswer, type WaitOptions, waitForMessage } from './wait-for-message.ts'

export type FileInput = {
  name?: string
  mime?: string
  base64?: string
  size?: number
  width?: number
  height?: number
  duration?: number
}
type Where = { threadId?: number; replyTo?: number }
type FileOptions = Where & { file?: FileInput; caption?: string }
type AlbumItem = { caption?: string } & Partial<
  Record<'photo' | 'video' | 'document' | 'audio', FileInput | true>
>

type Test = (message: MessageView) => boolean | undefined

/** A person in one chat: the private one with the bot, or, by `in(group)`, a group. */
export type PersonDriver = {
  id: number
  firstName: string
  chatId: number
  in(group: { id: number }, threadId?: number): PersonDriver
  send(text: string, where?: Where): Promise<MessageView>
  /** Opens a deep link: /start with this payload. */
  start(payload?: string): Promise<MessageView>
  sendPhoto(options?: FileOptions): Promise<MessageView>
  sendDocument(options?: FileOptions): Promise<MessageView>
  sendVoice(options?: FileOptions): Promise<MessageView>
  sendVideo(options?: FileOptions): Promise<MessageView>
  sendAudio(options?: FileOptions): Promise<MessageView>
  sendSticker(options?: FileOptions): Promise<MessageView>
  sendContact(contact?: { phoneNumber: string; firstName: string; userId?: number }): Promise<MessageView>
  sendLocation(location?: { latitude: number; longitude: number }): Promise<MessageView>
  sendAlbum(items: AlbumItem[], where?: Where): Promise<MessageView[]>
  edit(messageId: number, text: string): Promise<MessageView>
  editCaption(messageId: number, caption: string): Promise<MessageView>
  delete(...messageIds: number[]): Promise<void>
  /** Presses an inline button by label (a part is enough), newest message first, or on `messageId`. */
  press(label: string, options?: { messageId?: number }): Promise<Press>
  pressData(data: string, options?: { messageId?: number; forge?: boolean }): Promise<Press>
  /** Presses a key of the reply keyboard. */
  tap(label: string): Promise<MessageView>
  react(messageId: number, emoji: string | null): Promise<void>
  block(): Promise<void>
  unblock(): Promise<void>
  deactivate(): Promise<void>
  rename(change: {
    firstName?: string
    lastName?: string
    username?: string
    languageCode?: string
  }): Promise<void>
  /** All messages of the chat, oldest first, deleted ones left out. */
  messages(): Promise<MessageView[]>
  /** This person's view of the chat: menu, reply keyboard, last message. */
  chat(): Promise<PersonalChatView>
  /** The first message of a bot that fits, new or edited; fails with a list of what did arrive. */
  waitFor(test: Test, options?: WaitOptions): Promise<MessageView>
  /** Resolves when the message is gone from the chat. */
  waitUntilDeleted(messageId: number, withinMs?: number): Promise<void>
  /** Makes sure nothing that fits arrives within the time. */
  expectNone(test: Test, forMs: number): Promise<void>
}

export function createPersonDriver(
  control: ControlClient,
  person: Pick<PersonView, 'id' | 'firstName'>,
  chatId: number = person.id,
  threadId?: number,
): PersonDriver {
  const base = `/people/${person.id}`
  let lastAct = 0
  const elsewhere = new Map<string, PersonDriver>()

  async function revision(): Promise<number> {
    return (await control.get<MessagesAnswer>(`${base}/messages`, { chatId, since: Number.MAX_SAFE_INTEGER }))
      .revision
  }
  /** Every act moves the mark that `waitFor` looks from; taken before the act, so that no quick answer is missed. */
  async function act<T>(path: string, body: object): Promise<T> {
    lastAct = await revision()
    return control.post<T>(base + path, { chatId, threadId, ...body })
  }
  const sendFile =
    (kind: string) =>
    ({ file, ...rest }: FileOptions = {}) =>
      act<MessageView>('/send', { [kind]: file ?? true, ...rest })

  const pressed = async (body: object) => pressFrom(control, await act<PressOutcome>('/press', body))

  async function waitFor(test: Test, { withinMs = 10_000, since = 'act' }: WaitOptions = {}) {
    const from = since === 'act' ? lastAct : since === 'start' ? 0 : since
    const watched = {
      name: person.firstName,
      path: `${base}/messages`,
      query: { chatId, threadId },
      since: from,
      withinMs,
    }
    return waitForMessage(control, watched, (message) => !message.deleted && test(message))
  }

  return {
    id: person.id,
    firstName: person.firstName,
    chatId,
    in(group, topic) {
      const key = `${group.id}:${topic ?? ''}`
      const driver = elsewhere.get(key) ?? createPersonDriver(control, person, group.id, topic)
      elsewhere.set(key, driver)
      return driver
    },
    send: (text, where = {}) => act('/send', { text, ...where }),
    start: (payload = '') => act('/start', { payload }),
    sendPhoto: sendFile('photo'),
    sendDocument: sendFile('document'),
    sendVoice: sendFile('voice'),
    sendVideo: sendFile('video'),
    sendAudio: sendFile('audio'),
    sendSticker: sendFile('sticker'),
    sendContact: (contact) => act('/send', { contact: contact ?? true }),
    sendLocation: (location) => act('/send', { location: location ?? true }),
    sendAlbum: (items, where = {}) => act('/album', { items, ...where }),
    edit: (messageId, text) => act('/edit', { messageId, text }),
    editCaption: (messageId, caption) => act('/edit', { messageId, caption }),
    delete: async (...messageIds) => void (await act('/delete', { messageIds })),
    press: (text, options = {}) => pressed({ text, ...options }),
    pressData: (data, options = {}) => pressed({ data, ...options }),
    tap: (text) => act('/tap', { text }),
    react: async (messageId, emoji) => void (await act('/react', { messageId, emoji })),
    block: async () => void (await act('/block', {})),
    unblock: async () => void (await act('/unblock', {})),
    deactivate: async () => void (await control.patch(base, { deactivated: true })),
    rename: async (change) => void (await control.patch(base, change)),
    messages: async () =>
      (await control.get<MessagesAnswer>(`${base}/messages`, { chatId, threadId })).messages,
    async chat() {
      const chats = await control.get<PersonalChatView[]>(`${base}/chats`)
      const found = chats.find(({ id }) => id === chatId)
      if (!found) throw new Error(`${person.firstName} has no chat ${chatId}`)
      return found
    },
    waitFor,
    async waitUntilDeleted(messageId, withinMs = 10_000) {
      const watched = {
        name: person.firstName,
        path: `${base}/messages`,
        query: { chatId },
        since: 0,
        withinMs,
      }
      await waitForMessage(control, watched, (message) => message.deleted && message.messageId === messageId)
    },
    async expectNone(test, forMs) {
      const found = await waitFor(test, { withinMs: forMs }).catch(() => undefined)
      if (found) throw new Error(`${person.firstName} should not have got: ${listOf([found])}`)
    },
  }
}
