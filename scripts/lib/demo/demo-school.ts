import { DEMO_ADMIN_ID } from './demo-settings.ts'

/** The people of the demo school. Their numbers are fixed, so that seeding twice finds them again. */
export type DemoPerson = {
  telegramId: number
  firstName: string
  /** With the role, so that each phone says who plays what. */
  lastName: string
  /** As colleagues call them. */
  name: string
  role: 'staff' | 'specialist' | 'director' | 'admin'
}

/** In the order of their phones: those of the story first, as three fit a laptop. */
export const demoPeople: readonly DemoPerson[] = [
  {
    telegramId: 700_000_002,
    firstName: 'Анна',
    lastName: 'Соколова · учитель',
    name: 'Анна Викторовна',
    role: 'staff',
  },
  {
    telegramId: 700_000_003,
    firstName: 'Игорь',
    lastName: 'Лебедев · специалист',
    name: 'Игорь Павлович',
    role: 'specialist',
  },
  {
    telegramId: DEMO_ADMIN_ID,
    firstName: 'Ольга',
    lastName: 'Белова · администратор',
    name: 'Ольга Андреевна',
    role: 'admin',
  },
  {
    telegramId: 700_000_004,
    firstName: 'Марина',
    lastName: 'Орлова · учитель',
    name: 'Марина Сергеевна',
    role: 'staff',
  },
  {
    telegramId: 700_000_005,
    firstName: 'Виктор',
    lastName: 'Козлов · специалист',
    name: 'Виктор Иванович',
    role: 'specialist',
  },
  {
    telegramId: 700_000_006,
    firstName: 'Елена',
    lastName: 'Морозова · директор',
    name: 'Елена Николаевна',
    role: 'director',
  },
]
