import type { Texts } from '../../platform/language.ts'

interface TicketHistoryTexts {
  title(id: number): string
  edited: string
  noFiles: string
  sendingFiles: string
}

export const ticketHistoryTexts: Texts<TicketHistoryTexts> = {
  ru: {
    title: (id) => `История заявки №${id}`,
    edited: '(исправлено)',
    noFiles: 'К этой заявке файлов нет.',
    sendingFiles: 'Отправляем файлы…',
  },
  en: {
    title: (id) => `History of ticket #${id}`,
    edited: '(edited)',
    noFiles: 'This ticket has no files.',
    sendingFiles: 'Sending the files…',
  },
}
