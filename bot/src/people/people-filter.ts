/** Whom a list shows: everybody who has not left, those of a role, or those who are out. */
export const peopleFilters = ['all', 'staff', 'specialist', 'director', 'admin', 'out'] as const
export type PeopleFilter = (typeof peopleFilters)[number]
