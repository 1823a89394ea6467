/**
 * The types of updates the bot handles. Given to Telegram on every start: what is left out there stays as the last
 * build set it. `my_chat_member` tells who blocked the bot and which groups it is in.
 */
export const allowedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const
