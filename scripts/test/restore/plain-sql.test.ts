import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPlainSql } from '../../lib/restore/plain-sql.ts'

/** What is run of a file. */
function taken(text: string): string[] {
  const sql = readPlainSql()
  return text.split('\n').flatMap((line) => sql.take(line) ?? [])
}

test('owners, rights and the key of the file are left out', () => {
  const file = `\\restrict abc123
create schema a;
ALTER TABLE public.person OWNER TO somebody;
ALTER DEFAULT PRIVILEGES FOR ROLE somebody GRANT SELECT ON TABLES TO other;
GRANT SELECT ON TABLE public.kpi_period TO grafana_reader;
REVOKE ALL ON FUNCTION public.f() FROM PUBLIC;
\\unrestrict abc123`
  assert.deepEqual(taken(file), ['create schema a;'])
})

test('what people typed is handed on, whatever it looks like', () => {
  const file = `COPY public.ticket (description) FROM stdin;
GRANT me a key;
\\restrict abc
ALTER TABLE mine OWNER TO me;
\\.
INSERT INTO public.ticket VALUES (1, 'first
GRANT me a key;
it''s "mine"; -- really
ALTER TABLE mine OWNER TO me;
');
CREATE FUNCTION public.f() RETURNS void LANGUAGE plpgsql AS $_$
begin
REVOKE ALL ON TABLE a FROM b;
end $_$;
CREATE FUNCTION public.g() RETURNS void LANGUAGE sql
    BEGIN ATOMIC SELECT 1; END;`
  assert.deepEqual(taken(file), file.split('\n'))
})

test('after a text the next statement is a statement again', () => {
  const file = `INSERT INTO a VALUES ('it''s;', "b", $x$'$x$);
GRANT SELECT ON TABLE a TO b;
select 1; -- it's
GRANT SELECT ON TABLE a TO b;`
  assert.deepEqual(taken(file), [file.split('\n')[0], "select 1; -- it's"])
})

test('commands of psql are handed on to a psql that refuses them', () => {
  assert.deepEqual(taken('\\! touch /tmp/a\n\\connect postgres\n\\restrict not a key'), [
    '\\! touch /tmp/a',
    '\\connect postgres',
    '\\restrict not a key',
  ])
})

test('the file says which server it is of, which tables it has, and whether it is whole', () => {
  const sql = readPlainSql()
  const file = `-- Dumped from database version 18.6 (Debian 18.6-3)
CREATE TABLE public.person (
    name text DEFAULT '-- PostgreSQL database dump complete' NOT NULL
);
COPY public.person (name) FROM stdin;
-- PostgreSQL database dump complete
CREATE TABLE public.typed (
\\.`
  for (const line of file.split('\n')) sql.take(line)
  assert.deepEqual(sql.summary(), { serverVersion: '18.6', tables: ['public.person'], complete: false })
  sql.take('-- PostgreSQL database dump complete')
  assert.equal(sql.summary().complete, true)
})
