import type { Texts } from '../../platform/language.ts'

interface TaskFilesTexts {
  /** Under the first file, so that it says what it belongs to when the card is far away. */
  caption(taskId: number): string
  lost(taskId: number, count: number): string
  none: string
  sending: string
}

export const taskFilesTexts: Texts<TaskFilesTexts> = {
  ru: {
    caption: (taskId) => `Поручение №${taskId}`,
    lost: (taskId, count) =>
      `⚠️ Поручение №${taskId}: часть файлов Telegram больше не отдаёт (${count}). Попросите, пожалуйста, прислать их ещё раз.`,
    none: 'К этому поручению файлов нет.',
    sending: 'Отправляем файлы…',
  },
  en: {
    caption: (taskId) => `Order #${taskId}`,
    lost: (taskId, count) =>
      `⚠️ Order #${taskId}: Telegram no longer has some of its files (${count}). Please ask to send them again.`,
    none: 'This order has no files.',
    sending: 'Sending the files…',
  },
}
