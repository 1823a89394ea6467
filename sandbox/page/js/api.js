/** @import { Call, Chat, ChatView, FileInput, Message, Person, Bot } from './control-api.d.ts' */

/** The sandbox refused; `message` is its words. */
export class Refusal extends Error {}

/** @typedef {ReturnType<typeof createApi>} Api */

/** The control API of the server this page came from. */
export function createApi() {
  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   */
  async function request(method, path, body) {
    const response = await fetch(`/control/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const answer = await response.json().catch(() => ({}))
    if (!response.ok) throw new Refusal(answer.error ?? `${response.status} ${response.statusText}`)
    return answer
  }

  /** @param {string} path */
  const get = (path) => request('GET', path)
  /**
   * @param {string} path
   * @param {object} [body]
   */
  const post = (path, body = {}) => request('POST', path, body)
  /**
   * @param {number} personId
   * @param {string} verb
   * @param {object} [body]
   */
  const act = (personId, verb, body) => post(`people/${personId}/${verb}`, body)

  return {
    /** @returns {Promise<{ bots: Bot[], people: Person[], chats: Chat[], revision: number }>} */
    state: () => get('state'),
    /** @returns {Promise<Person>} */
    addPerson: (/** @type {object} */ person) => post('people', person),
    /** @returns {Promise<Person>} */
    changePerson: (/** @type {number} */ id, /** @type {object} */ change) =>
      request('PATCH', `people/${id}`, change),
    /** @returns {Promise<Chat>} */
    addGroup: (/** @type {object} */ group) => post('groups', group),
    /** @returns {Promise<Chat>} */
    setMember: (/** @type {number} */ chatId, /** @type {number} */ memberId, /** @type {object} */ change) =>
      request('PUT', `groups/${chatId}/members/${memberId}`, change),
    /** @returns {Promise<{ threadId: number }>} */
    addTopic: (/** @type {number} */ chatId, /** @type {object} */ topic) =>
      post(`groups/${chatId}/topics`, topic),
    /** @returns {Promise<{ description?: string }>} */
    profile: (/** @type {number} */ botId, /** @type {string} */ language) =>
      get(`bots/${botId}/profile?languageCode=${encodeURIComponent(language)}`),
    /** @returns {Promise<ChatView[]>} */
    chats: (/** @type {number} */ personId) => get(`people/${personId}/chats`),
    /** @returns {Promise<{ revision: number, messages: Message[] }>} */
    messages: (/** @type {number} */ personId, /** @type {Chat} */ chat) =>
      get(`people/${personId}/messages?chatId=${chat.id}${chat.botId ? `&bot=${chat.botId}` : ''}`),
    /** @returns {Promise<{ last: number, calls: Call[] }>} */
    calls: () => get('calls?limit=400'),
    clearCalls: () => request('DELETE', 'calls'),
    /** @returns {Promise<{ kind: 'callback', id: string } | { kind: 'url', url: string } | { kind: 'copy', text: string }>} */
    press: (/** @type {number} */ personId, /** @type {object} */ button) => act(personId, 'press', button),
    act,
  }
}

/**
 * A picked file as the control API takes it.
 * @param {File} file
 * @returns {Promise<FileInput>}
 */
export async function fileInput(file) {
  const { promise, resolve, reject } = Promise.withResolvers()
  const reader = new FileReader()
  reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
  reader.onerror = () => reject(reader.error ?? new Error('unreadable file'))
  reader.readAsDataURL(file)
  const input = { name: file.name, mime: file.type || 'application/octet-stream', base64: await promise }
  if (!file.type.startsWith('image/')) return input
  const picture = await createImageBitmap(file).catch(() => undefined)
  return picture ? { ...input, width: picture.width, height: picture.height } : input
}
