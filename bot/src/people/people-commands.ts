import type { MenuCommand } from '../telegram/feature.ts'
import { roleMay } from './person.ts'

const everybody = () => true
const admins = roleMay('manage_people')

/** What people see of this feature in their menu; /start and /cancel are known without it. */
export const peopleCommands: readonly MenuCommand[] = [
  {
    command: 'people',
    description: { ru: 'Люди и роли', en: 'People and roles' },
    button: { ru: '👥 Люди', en: '👥 People' },
    isFor: admins,
  },
  {
    command: 'invite',
    description: { ru: 'Пригласить людей', en: 'Invite people' },
    button: { ru: '✉️ Пригласить', en: '✉️ Invite' },
    isFor: admins,
  },
  {
    command: 'settings',
    description: { ru: 'Имя и язык', en: 'Name and language' },
    button: { ru: '⚙️ Настройки', en: '⚙️ Settings' },
    isFor: everybody,
  },
  {
    command: 'help',
    description: { ru: 'Что здесь можно', en: 'What you can do here' },
    button: { ru: '❓ Помощь', en: '❓ Help' },
    isFor: everybody,
  },
  { command: 'lang', description: { ru: 'Язык / Language', en: 'Language / Язык' }, isFor: everybody },
  {
    command: 'cancel',
    description: { ru: 'Остановиться и выйти в меню', en: 'Stop and go back to the menu' },
    isFor: everybody,
  },
]
