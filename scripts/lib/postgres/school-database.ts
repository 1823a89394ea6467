type Environment = Readonly<Record<string, string | undefined>>

/** The school's database and its owner, as docker-compose.yml has them. */
export const schoolDatabase = (env: Environment) => env['POSTGRES_DB'] || 'schoolbot'
export const schoolOwner = (env: Environment) => env['POSTGRES_USER'] || 'schoolbot'
