import type { Texts } from '../platform/language.ts'
import type { Person, Role } from './person.ts'

interface RoleTexts {
  roles: Record<Role, string>
  emoji: Record<Role, string>
  statuses: Record<Person['status'], string>
}

const emoji: Record<Role, string> = { staff: '👩‍🏫', specialist: '🛠', director: '🎓', admin: '🔑' }

export const roleTexts: Texts<RoleTexts> = {
  ru: {
    emoji,
    roles: { staff: 'сотрудник', specialist: 'специалист', director: 'директор', admin: 'администратор' },
    statuses: { active: 'работает', blocked: 'доступ закрыт', left: 'больше не работает' },
  },
  en: {
    emoji,
    roles: { staff: 'staff', specialist: 'specialist', director: 'director', admin: 'administrator' },
    statuses: { active: 'active', blocked: 'access closed', left: 'has left' },
  },
}
