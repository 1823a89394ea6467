import type { Language } from '../src/platform/language.ts'

/** What the people of the loop of an order press, read and write, in each language. */
export interface LoopWords {
  order: string
  number(id: number): string
  status: Record<'acknowledged' | 'reported' | 'returned' | 'accepted' | 'cancelled' | 'delivered', string>
  acknowledge: string
  acknowledged: string
  askToMove: string
  byWhen: string
  tomorrow: string
  whyNeeded: string
  reason: string
  asked: string
  moveAsked: string
  refuse: string
  whyNot: string
  withoutWord: string
  notMoved: string
  stillDue: string
  wanted: string
  grant: string
  moved: string
  newDeadline: string
  report: string
  whatWasDone: string
  words: string
  oneFile: string
  sendReport: string
  reportOn: string
  giveBack: string
  whatToDo: string
  remark: string
  sendBack: string
  returned: string
  justDone: string
  justDoneText: string
  accept: string
  accepted: string
  cancel: string
  whyCancel: string
  cancelReason: string
  reallyCancel: string
  yesCancel: string
  cancelled: string
  reassign: string
  toWhom: string
  stays: string
  given: string
  takenAway: string
}

export const loopWords: Record<Language, LoopWords> = {
  ru: {
    order: 'Сдать журнал <8Б>',
    number: (id) => `Поручение №${id}`,
    status: {
      delivered: 'доставлено',
      acknowledged: 'в работе',
      reported: 'на проверке',
      returned: 'на доработке',
      accepted: 'исполнено',
      cancelled: 'отменено',
    },
    acknowledge: 'Принял',
    acknowledged: 'принято к исполнению',
    askToMove: 'Попросить другой срок',
    byWhen: 'К какому сроку',
    tomorrow: 'Завтра',
    whyNeeded: 'почему он нужен',
    reason: 'Журнал ещё у завуча',
    asked: 'отправлена',
    moveAsked: 'Просьба перенести срок',
    refuse: 'Отказать',
    whyNot: 'Отказ в переносе срока',
    withoutWord: 'Без объяснений',
    notMoved: 'не перенесён',
    stillDue: 'Срок прежний: чт, 26 ноября, 15:00',
    wanted: 'в понедельник в 15:00',
    grant: 'Перенести',
    moved: 'перенесён',
    newDeadline: 'Новый срок: пн, 30 ноября, 15:00',
    report: 'Отчитаться',
    whatWasDone: 'что сделано',
    words: 'Сдала, вот подпись',
    oneFile: 'Файлы: 1',
    sendReport: 'Отправить отчёт',
    reportOn: 'Отчёт по поручению',
    giveBack: 'На доработку',
    whatToDo: 'что нужно доделать',
    remark: 'Нет подписи на второй странице',
    sendBack: 'Вернуть на доработку',
    returned: 'возвращено на доработку',
    justDone: 'без подробностей',
    justDoneText: 'Исполнено.',
    accept: 'Принять отчёт',
    accepted: 'принят',
    cancel: 'Отменить поручение',
    whyCancel: 'Напишите причину',
    cancelReason: 'Журналы теперь электронные',
    reallyCancel: 'Точно отменить',
    yesCancel: 'Да, отменить',
    cancelled: 'отменено',
    reassign: 'Передать другому',
    toWhom: 'Кому передать',
    stays: 'Срок останется прежним: чт, 26 ноября, 15:00',
    given: 'передано: Пётр',
    takenAway: 'передано другому исполнителю',
  },
  en: {
    order: 'Hand in the register <8B>',
    number: (id) => `Order #${id}`,
    status: {
      delivered: 'delivered',
      acknowledged: 'in progress',
      reported: 'to be checked',
      returned: 'returned for rework',
      accepted: 'done',
      cancelled: 'cancelled',
    },
    acknowledge: 'Acknowledge',
    acknowledged: 'acknowledged',
    askToMove: 'Ask for another deadline',
    byWhen: 'By when',
    tomorrow: 'Tomorrow',
    whyNeeded: 'why it is needed',
    reason: 'The deputy still has the register',
    asked: 'was sent',
    moveAsked: 'Request to move the deadline',
    refuse: 'Refuse',
    whyNot: 'Refusing to move the deadline',
    withoutWord: 'Without a word',
    notMoved: 'was not moved',
    stillDue: 'Still due Thu, 26 November, 15:00',
    wanted: 'monday 3pm',
    grant: 'Move it',
    moved: 'was moved',
    newDeadline: 'New deadline: Mon, 30 November, 15:00',
    report: 'Report',
    whatWasDone: 'what was done',
    words: 'Handed in, here is the signature',
    oneFile: 'Files: 1',
    sendReport: 'Send the report',
    reportOn: 'Report on order',
    giveBack: 'Return for rework',
    whatToDo: 'what has to be done again',
    remark: 'Page two is not signed',
    sendBack: 'Return for rework',
    returned: 'was returned for rework',
    justDone: 'no details',
    justDoneText: 'Done.',
    accept: 'Accept the report',
    accepted: 'accepted',
    cancel: 'Cancel the order',
    whyCancel: 'Write the reason',
    cancelReason: 'Registers are electronic now',
    reallyCancel: 'Really cancel',
    yesCancel: 'Yes, cancel it',
    cancelled: 'was cancelled',
    reassign: 'Give to somebody else',
    toWhom: 'Who takes over',
    stays: 'It stays due Thu, 26 November, 15:00',
    given: 'was given to Пётр',
    takenAway: 'was given to somebody else',
  },
}
