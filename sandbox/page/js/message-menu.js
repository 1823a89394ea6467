/** @import { App } from './main.js' */
/** @import { Composer } from './composer.js' */
/** @import { MenuItem } from './menu.js' */
/** @import { PhoneActions } from './phone.js' */
/** @import { ChatView, Message } from './control-api.d.ts' */

/**
 * @param {{ app: App, personId: number, actions: PhoneActions, composer: Composer, message: Message, view: ChatView }} of
 * @returns {MenuItem[]}
 */
export function messageMenuItems({ app, personId, actions, composer, message, view }) {
  const { say } = app.words
  const own = message.from.id === personId
  const text = message.text ?? message.caption
  const target = { chatId: view.id, bot: view.botId, messageId: message.messageId }
  const liked = message.reactions?.some(({ from }) => from === personId) ?? false
  /** @type {(MenuItem | false)[]} */
  const items = [
    { label: say('reply'), icon: 'reply', testId: 'reply', onSelect: () => composer.replyTo(message) },
    own &&
      text !== undefined && {
        label: say('edit'),
        icon: 'edit',
        testId: 'edit',
        onSelect: () => composer.edit(message),
      },
    text !== undefined && {
      label: say('copyText'),
      icon: 'copy',
      testId: 'copy-text',
      onSelect: () => void actions.copy(text),
    },
    {
      label: say(liked ? 'unreact' : 'react'),
      icon: 'smile',
      testId: 'react',
      onSelect: () => void actions.act('react', { ...target, emoji: liked ? null : '👍' }),
    },
    (own || view.botId !== undefined) && {
      label: say('delete'),
      icon: 'trash',
      testId: 'delete',
      danger: true,
      onSelect: () =>
        void actions.act('delete', { chatId: view.id, bot: view.botId, messageIds: [message.messageId] }),
    },
  ]
  return items.filter((item) => item !== false)
}
