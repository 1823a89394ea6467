/** For statements that psql gets as arguments, where it puts in no variables. */
export const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`
export const literal = (text: string) =>
  `${text.includes('\\') ? 'E' : ''}'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/** Lets people in again, whatever state a swap was left in. */
export const letIn = (names: readonly string[]) => `do $$ declare name text; begin
  for name in select datname from pg_database
    where datname in (${names.map(literal).join(', ')}) and not datallowconn
  loop
    execute format('alter database %I allow_connections true', name);
  end loop;
end $$`
