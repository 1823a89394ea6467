import type { Texts } from '../../platform/language.ts'

interface TaskViewTexts {
  title(id: number): string
  important: string
  /** Below a text that does not fit the card. */
  cut: string
  responsible: string
  nobody: string
  coDoers: string
  more(count: number): string
  giver: string
  you: string
  unreachable: string
  deadline: string
  asksToMove: string
  lastWord: Record<'report' | 'return_reason' | 'cancel_reason', string>
  onlyFiles: string
  files(count: number): string
  batch(count: { size: number; accepted: number; cancelled: number }): string
  history: string
  filesButton: string
  batchButton(size: number): string
  back: string
  notFound: string
}

export const taskViewTexts: Texts<TaskViewTexts> = {
  ru: {
    title: (id) => `Поручение №${id}`,
    important: 'Важное',
    cut: 'Полный текст — в истории.',
    responsible: 'Исполнитель',
    nobody: 'не назначен',
    coDoers: 'Помогают',
    more: (count) => `и ещё ${count}`,
    giver: 'От кого',
    you: 'вы',
    unreachable: 'не получает сообщений бота',
    deadline: 'Срок',
    asksToMove: 'Просьба о новом сроке',
    lastWord: { report: '📨 Отчёт', return_reason: '↩️ Замечание', cancel_reason: '🚫 Причина отмены' },
    onlyFiles: 'во вложении',
    files: (count) => `Файлы: ${count}`,
    batch: ({ size, accepted, cancelled }) =>
      `Дано вместе: ${size}, исполнено: ${accepted}${cancelled > 0 ? `, отменено: ${cancelled}` : ''}`,
    history: '🕒 История',
    filesButton: '📎 Файлы',
    batchButton: (size) => `👥 Данные вместе: ${size}`,
    back: '⬅️ К списку',
    notFound: 'Такого поручения нет, или оно вам недоступно. Посмотрите, пожалуйста, в /tasks',
  },
  en: {
    title: (id) => `Order #${id}`,
    important: 'Important',
    cut: 'The whole text is in the history.',
    responsible: 'Responsible',
    nobody: 'nobody',
    coDoers: 'Helping',
    more: (count) => `and ${count} more`,
    giver: 'Given by',
    you: 'you',
    unreachable: 'does not get the bot’s messages',
    deadline: 'Due',
    asksToMove: 'Another deadline was asked for',
    lastWord: { report: '📨 Report', return_reason: '↩️ Remark', cancel_reason: '🚫 Why it was cancelled' },
    onlyFiles: 'see the files',
    files: (count) => `Files: ${count}`,
    batch: ({ size, accepted, cancelled }) =>
      `Given together: ${size}, done: ${accepted}${cancelled > 0 ? `, cancelled: ${cancelled}` : ''}`,
    history: '🕒 History',
    filesButton: '📎 Files',
    batchButton: (size) => `👥 Given together: ${size}`,
    back: '⬅️ Back to the list',
    notFound: 'There is no such order, or it is not yours to see. Please look in /tasks',
  },
}
