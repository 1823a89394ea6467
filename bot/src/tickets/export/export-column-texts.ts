import type { Texts } from '../../platform/language.ts'

export type ExportColumn =
  | 'number'
  | 'filed'
  | 'category'
  | 'place'
  | 'author'
  | 'filedBy'
  | 'assignee'
  | 'urgency'
  | 'status'
  | 'description'
  | 'remark'
  | 'rating'
  | 'firstTaken'
  | 'resolved'
  | 'closed'
  | 'duplicateOf'

export const exportColumnTexts: Texts<Record<ExportColumn, string>> = {
  ru: {
    number: 'Номер',
    filed: 'Подана',
    category: 'Категория',
    place: 'Место',
    author: 'Автор',
    filedBy: 'Кто подал',
    assignee: 'Исполнитель',
    urgency: 'Срочность',
    status: 'Статус',
    description: 'Описание',
    remark: 'Что сделано',
    rating: 'Оценка',
    firstTaken: 'Взята в работу',
    resolved: 'Выполнена',
    closed: 'Закрыта',
    duplicateOf: 'Повтор заявки',
  },
  en: {
    number: 'Number',
    filed: 'Filed',
    category: 'Category',
    place: 'Place',
    author: 'Author',
    filedBy: 'Filed by',
    assignee: 'Assignee',
    urgency: 'Urgency',
    status: 'Status',
    description: 'Description',
    remark: 'What was done',
    rating: 'Rating',
    firstTaken: 'First taken',
    resolved: 'Resolved',
    closed: 'Closed',
    duplicateOf: 'Duplicate of',
  },
}
