import type { Texts } from '../../platform/language.ts'

interface TicketFilesTexts {
  /** Under the first file, so that it says what it belongs to when the card is far away. */
  caption(ticketId: number): string
  lost(ticketId: number, count: number): string
}

export const ticketFilesTexts: Texts<TicketFilesTexts> = {
  ru: {
    caption: (ticketId) => `Заявка №${ticketId}`,
    lost: (ticketId, count) =>
      `⚠️ Заявка №${ticketId}: часть файлов Telegram больше не отдаёт (${count}). Попросите, пожалуйста, прислать их ещё раз.`,
  },
  en: {
    caption: (ticketId) => `Ticket #${ticketId}`,
    lost: (ticketId, count) =>
      `⚠️ Ticket #${ticketId}: Telegram no longer has some of its files (${count}). Please ask to send them again.`,
  },
}
