import type { ChatView, MessageView } from './control/contract.ts'
import type { ControlClient } from './control-client.ts'
import type { AdminRights, MemberStatus } from './telegram-objects.ts'

type Who = { id: number }

export type NewGroup = {
  title: string
  type?: 'group' | 'supergroup'
  isForum?: boolean
  /** The first is the creator. */
  members?: Who[]
  /** Default false: the bot is a plain member. */
  botIsAdmin?: boolean
  botRights?: Partial<AdminRights>
  privacyMode?: boolean
}

export type GroupDriver = {
  id: number
  view(): Promise<ChatView>
  messages(): Promise<MessageView[]>
  setMember(who: Who, status: MemberStatus, rights?: Partial<AdminRights>): Promise<void>
  rename(title: string): Promise<void>
  createTopic(name: string, by?: Who): Promise<number>
  changeTopic(threadId: number, change: { name?: string; closed?: boolean }): Promise<void>
  deleteTopic(threadId: number): Promise<void>
  /** Makes a supergroup of the group and gives its driver. */
  migrate(): Promise<GroupDriver>
  delete(): Promise<void>
}

export async function createGroupDriver(control: ControlClient, given: NewGroup): Promise<GroupDriver> {
  const members = given.members?.map(({ id }) => id)
  const { id } = await control.post<ChatView>('/groups', { ...given, members })
  return existingGroupDriver(control, id)
}

/** Drives a group that is already there. */
export function existingGroupDriver(control: ControlClient, id: number): GroupDriver {
  const base = `/groups/${id}`
  return {
    id,
    async view() {
      const { chats } = await control.get<{ chats: ChatView[] }>('/state')
      const found = chats.find((chat) => chat.id === id)
      if (!found) throw new Error(`the sandbox has no chat ${id}`)
      return found
    },
    messages: async () => (await control.get<{ messages: MessageView[] }>(`/chats/${id}/messages`)).messages,
    setMember: async (who, status, rights) =>
      void (await control.put(`${base}/members/${who.id}`, { status, rights })),
    rename: async (title) => void (await control.patch(base, { title })),
    createTopic: async (name, by) =>
      (await control.post<{ threadId: number }>(`${base}/topics`, { name, by: by?.id })).threadId,
    changeTopic: async (threadId, change) => void (await control.patch(`${base}/topics/${threadId}`, change)),
    deleteTopic: async (threadId) => void (await control.delete(`${base}/topics/${threadId}`)),
    migrate: async () =>
      existingGroupDriver(control, (await control.post<{ chatId: number }>(`${base}/migrate`, {})).chatId),
    delete: async () => void (await control.post(`${base}/delete`, {})),
  }
}
