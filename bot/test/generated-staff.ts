import type { MadePerson } from './made-tickets.ts'

export interface GeneratedStaff {
  directors: MadePerson[]
  admin: MadePerson
  specialists: MadePerson[]
  teachers: MadePerson[]
  all: MadePerson[]
}

const firstId = 1001
const surnames = ['Иванова', 'Петров', 'Сидорова', 'Кузнецов', 'Орлова', 'Волков', 'Белова', 'Зайцев']

/** The people of a school; their ids leave room for those whom a test lets in itself. */
export function generateStaff(count: number): GeneratedStaff {
  const all = Array.from({ length: count }, (_, index): MadePerson => {
    const name = `${surnames[index % surnames.length]} ${Math.floor(index / surnames.length) + 1}`
    return { id: firstId + index, name, role: roleOf(index) }
  })
  const [admin] = all.filter(({ role }) => role === 'admin')
  if (admin === undefined) throw new Error('a school needs an admin')
  const withRole = (wanted: MadePerson['role']) => all.filter(({ role }) => role === wanted)
  return {
    directors: withRole('director'),
    admin,
    specialists: withRole('specialist'),
    teachers: withRole('staff'),
    all,
  }
}

function roleOf(index: number): MadePerson['role'] {
  if (index === 0) return 'admin'
  if (index <= 2) return 'director'
  return index <= 8 ? 'specialist' : 'staff'
}
