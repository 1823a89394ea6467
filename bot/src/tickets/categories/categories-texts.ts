import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'
import type { CategoryRefusal } from './category-list.ts'

interface CategoriesTexts {
  command: string
  onlyPrivate: Html
  list: Html
  archive: Html
  emptyArchive: Html
  card(emoji: string, ru: string, en: string, archived: boolean): Html
  buttons: Record<
    'add' | 'name' | 'emoji' | 'archive' | 'restore' | 'toList' | 'toArchive' | 'targets',
    string
  >
  same(name: string): string
  usual: string
  askRu: Html
  askEn(ru: string): Html
  askEmoji: Html
  badName: Html
  badEmoji: Html
  saved: Record<'added' | 'renamed' | 'emoji_set' | 'moved' | 'archived' | 'restored', string>
  refusals: Record<CategoryRefusal['kind'], string>
  stale: string
}

export const categoriesTexts: Texts<CategoriesTexts> = {
  ru: {
    command: 'Категории заявок',
    onlyPrivate: html`🗂 Категории меняют в личном чате: напишите туда /categories`,
    list: html`🗂 <b>Категории заявок</b>\nВ таком порядке их видят сотрудники. Нажмите на категорию, чтобы изменить её.`,
    archive: html`🗄 <b>Категории в архиве</b>\nВ старых заявках они остались, в новых их не выбрать.`,
    emptyArchive: html`🗄 В архиве пусто.`,
    card: (emoji, ru, en, archived) =>
      html`${emoji} <b>${ru}</b>\nПо-английски: ${en}${archived ? '\n\n🗄 В архиве' : ''}`,
    buttons: {
      add: '➕ Добавить категорию',
      name: '✏️ Название',
      emoji: '🙂 Значок',
      archive: '🗄 В архив',
      restore: '♻️ Вернуть из архива',
      toList: '⬅️ Все категории',
      toArchive: '🗄 Архив',
      targets: '⏱ Сроки по заявкам',
    },
    same: (name) => `Так же: ${name}`,
    usual: 'Обычный значок 📌',
    askRu: html`Как назвать категорию? До 60 знаков, например: <code>Проекторы</code>`,
    askEn: (ru) => html`А как «${ru}» будет по-английски?`,
    askEmoji: html`Пришлите один эмодзи: он будет значком категории.`,
    badName: html`Такое название не подойдёт: нужны слова, до 60 знаков. Попробуйте ещё раз.`,
    badEmoji: html`Нужен ровно один эмодзи, например 📽. Попробуйте ещё раз.`,
    saved: {
      added: 'Категория добавлена',
      renamed: 'Название изменено',
      emoji_set: 'Значок изменён',
      moved: 'Порядок изменён',
      archived: 'Категория в архиве',
      restored: 'Категория возвращена',
    },
    refusals: {
      not_allowed: 'Категории меняет администратор.',
      not_found: 'Такой категории уже нет. Открыть список: /categories',
      name_taken: 'Категория с таким названием уже есть.',
      last_one: 'Это последняя категория: без неё нельзя будет подать заявку.',
      too_many: 'Категорий и так много. Сначала уберите лишние в архив.',
    },
    stale: 'Этот вопрос устарел. Откройте список снова: /categories',
  },
  en: {
    command: 'Ticket categories',
    onlyPrivate: html`🗂 Categories are set up in our private chat: send /categories there`,
    list: html`🗂 <b>Ticket categories</b>\nPeople see them in this order. Press one to change it.`,
    archive: html`🗄 <b>Archived categories</b>\nOld tickets keep them; new ones cannot have them.`,
    emptyArchive: html`🗄 The archive is empty.`,
    card: (emoji, ru, en, archived) =>
      html`${emoji} <b>${en}</b>\nIn Russian: ${ru}${archived ? '\n\n🗄 Archived' : ''}`,
    buttons: {
      add: '➕ Add a category',
      name: '✏️ Name',
      emoji: '🙂 Emoji',
      archive: '🗄 Archive',
      restore: '♻️ Restore',
      toList: '⬅️ All categories',
      toArchive: '🗄 Archive',
      targets: '⏱ Ticket targets',
    },
    same: (name) => `The same: ${name}`,
    usual: 'The usual one 📌',
    askRu: html`What is the category called in Russian? Up to 60 characters, for example: <code>Проекторы</code>`,
    askEn: (ru) => html`And what is “${ru}” in English?`,
    askEmoji: html`Send one emoji to stand before the name.`,
    badName: html`This name will not do: it needs words, up to 60 characters. Please try again.`,
    badEmoji: html`It has to be exactly one emoji, such as 📽. Please try again.`,
    saved: {
      added: 'The category was added',
      renamed: 'The name was changed',
      emoji_set: 'The emoji was changed',
      moved: 'The order was changed',
      archived: 'The category was archived',
      restored: 'The category was restored',
    },
    refusals: {
      not_allowed: 'Categories are changed by an administrator.',
      not_found: 'This category is gone. Open the list: /categories',
      name_taken: 'There is a category with this name already.',
      last_one: 'This is the last category: without it no ticket could be filed.',
      too_many: 'There are many categories already. Archive some first.',
    },
    stale: 'This question is old. Open the list again: /categories',
  },
}
