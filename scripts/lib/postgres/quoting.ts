/** For statements that psql gets as arguments, where it puts in no variables. */
export const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`
export const literal = (text: string) =>
  `${text.includes('\\') ? 'E' : ''}'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
