import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { StreamingDocker } from '../../lib/compose/docker.ts'
import { ensureOpsTools } from '../../lib/ops-tools/ops-tools.ts'
import type { PostgresServer } from '../../lib/postgres/postgres-server.ts'
import { runPipeline } from '../../lib/processes/pipeline.ts'

interface Place {
  docker: StreamingDocker
  server: PostgresServer
  /** Where the files are put. */
  folder: string
}

async function dump(
  { server, folder }: Place,
  name: string,
  database: string,
  ...args: string[]
): Promise<string> {
  const file = join(folder, name)
  await runPipeline([server.program('pg_dump', ['pg_dump', ...args, `--dbname=${database}`])], { to: file })
  return file
}

/** A dump of a copy of the school's database that was changed. */
async function dumpChanged(place: Place, name: string, change: string): Promise<string> {
  const database = `changed_${name.replaceAll(/\W/g, '_')}`
  await runPipeline([
    place.server.program('a copy', [
      ...['bash', '-o', 'pipefail', '-c'],
      `createdb ${database} && pg_dump -Fc schoolbot | pg_restore --dbname=${database}`,
    ]),
  ])
  await place.server.sql(database, change)
  const file = await dump(place, name, database, '--format=custom')
  await place.server.sql('postgres', `drop database ${database}`)
  return file
}

async function keysOf({
  docker,
  folder,
}: Place): Promise<{ key: string; otherKey: string; recipient: string }> {
  const tools = await ensureOpsTools(docker, () => undefined)
  const [key, otherKey] = [join(folder, 'key'), join(folder, 'other-key')]
  for (const file of [key, otherKey]) {
    writeFileSync(file, (await runPipeline([tools.program('age', ['age-keygen'])])).printed, { mode: 0o600 })
  }
  return { key, otherKey, recipient: /public key: (\S+)/.exec(readFileSync(key, 'utf8'))?.[1] ?? '' }
}

async function seal({ docker }: Place, file: string, recipient: string): Promise<string> {
  const tools = await ensureOpsTools(docker, () => undefined)
  const age = tools.program('age', ['age', '--recipient', recipient])
  await runPipeline([age], { from: { file }, to: `${file}.age` })
  return `${file}.age`
}

export async function makeGoodFiles(place: Place) {
  const { key, recipient } = await keysOf(place)
  const plain = await dump(place, 'guide.sql', 'schoolbot')
  writeFileSync(`${plain}.gz`, gzipSync(readFileSync(plain)))
  return {
    key,
    older: await dumpChanged(
      place,
      'older.dump',
      `drop table access_digest; delete from schema_migration where name = '0013_access_digest'`,
    ),
    sealed: await seal(place, `${plain}.gz`, recipient),
  }
}

/** Everything that has been taken for a backup and is none; `backup` is a folder of a good one. */
export async function makeBadFiles(place: Place, backup: string) {
  const at = (name: string) => join(place.folder, name)
  const write = (name: string, content: string | Buffer) => {
    writeFileSync(at(name), content)
    return at(name)
  }
  const cut = (bytes: Buffer) => bytes.subarray(0, Math.round(bytes.length * 0.6))
  const flipped = (file: string) => {
    const bytes = readFileSync(file)
    const middle = Math.round(bytes.length / 2)
    bytes[middle] = (bytes[middle] ?? 0) ^ 1
    return bytes
  }
  const custom = readFileSync(await dump(place, 'good.dump', 'schoolbot', '--format=custom'))
  const plain = readFileSync(await dump(place, 'good.sql', 'schoolbot'), 'utf8')
  const withLine = (line: string) =>
    plain.replace(/^CREATE SCHEMA graphile_worker;$/m, (found) => `${line}\n${found}`)
  const wrongSum = at('schoolbot_20000101_000000Z')
  cpSync(backup, wrongSum, { recursive: true })
  writeFileSync(join(wrongSum, 'schoolbot.dump'), flipped(join(wrongSum, 'schoolbot.dump')))
  const { key, otherKey, recipient } = await keysOf(place)
  const sealed = await seal(place, at('good.dump'), recipient)
  await place.server.sql('postgres', 'create database another')
  await place.server.sql('another', 'create table a (b integer)')
  return {
    ...{ key, otherKey, sealed, wrongSum },
    garbage: write('garbage.dump', Buffer.alloc(5000, 'garbage')),
    cut: write('cut.dump', cut(custom)),
    cutGzip: write('cut.sql.gz', cut(gzipSync(plain))),
    cutSql: write('cut.sql', cut(Buffer.from(plain))),
    sealedFlipped: write('flipped.dump.age', flipped(sealed)),
    newerServer: write('newer.sql', plain.replace(/(Dumped from database version) \S+/, '$1 19.1')),
    newerSchema: await dumpChanged(
      place,
      'newer-schema.dump',
      `insert into schema_migration (name, run_on) values ('9999_later', now())`,
    ),
    otherDatabase: await dump(place, 'another.dump', 'another', '--format=custom'),
    hostile: {
      command: write('command.sql', withLine('\\! touch /tmp/pwned')),
      program: write(
        'program.sql',
        withLine("CREATE TABLE public.x (y text); COPY public.x FROM PROGRAM 'id';"),
      ),
      drop: write('drop.sql', withLine('COMMIT; DROP DATABASE schoolbot WITH (FORCE);')),
      superuser: write('superuser.sql', withLine('SET ROLE postgres;')),
    },
  }
}

/** With which exit code and which words each of them is refused. */
export function refusedFiles(
  files: Awaited<ReturnType<typeof makeBadFiles>>,
): [code: number, args: string[], words: RegExp][] {
  return [
    [6, [files.garbage], /it is no dump/],
    [6, [files.cut], /it is damaged or cut/],
    [6, [files.cutGzip], /gzip cannot read it to its end/],
    [6, [files.cutSql], /the last line that pg_dump writes is not there/],
    [6, [files.wrongSum], /schoolbot\.dump is damaged: its sum is not that of SHA256SUMS/],
    [4, [files.sealed], /give the private key with --key FILE/],
    [6, [files.sealed, '--key', files.otherKey], /sealed for another key than that of --key/],
    [6, [files.sealedFlipped, '--key', files.key], /what was sealed cannot be opened/],
    [4, [files.newerServer], /it is of Postgres 19\.1, and Postgres here is 18\./],
    [4, [files.newerSchema], /migration 9999_later is not in bot\/migrations/],
    [6, [files.otherDatabase], /not of the bot's database: there is no table public\.person/],
    [6, [files.hostile.command], /backslash commands are restricted/],
    [6, [files.hostile.program], /permission denied to COPY to or from an external program/],
    [6, [files.hostile.drop], /must be owner of database schoolbot/],
    [6, [files.hostile.superuser], /must be able to SET ROLE|permission denied to set/],
    [2, ['nowhere'], /there is no .*nowhere/],
  ]
}
