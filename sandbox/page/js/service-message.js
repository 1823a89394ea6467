/** @import { Words } from './words.js' */
/** @import { Message } from './control-api.d.ts' */

/**
 * What happened, for the messages that Telegram itself writes into a chat.
 * @param {Words} words
 * @param {Message} message
 */
export function serviceText(words, { raw, from, text }) {
  const names = (raw.new_chat_members ?? []).map((member) => member.first_name).join(', ')
  if (names !== '') return words.say('joined', { name: names })
  if (raw.left_chat_member) return words.say('left', { name: raw.left_chat_member.first_name })
  if (raw.forum_topic_created) return words.say('topicCreated', { name: raw.forum_topic_created.name })
  if (raw.forum_topic_edited) return words.say('topicRenamed', { name: raw.forum_topic_edited.name ?? '' })
  if (raw.forum_topic_closed) return words.say('topicClosed')
  if (raw.forum_topic_reopened) return words.say('topicReopened')
  if (raw.pinned_message) return words.say('pinned', { name: from.firstName })
  if (raw.new_chat_title) return words.say('groupRenamed', { name: raw.new_chat_title })
  if (raw.group_chat_created || raw.supergroup_chat_created) return words.say('groupCreated')
  if (raw.migrate_to_chat_id || raw.migrate_from_chat_id) return words.say('groupMigrated')
  return text ?? words.say('serviceMessage')
}
