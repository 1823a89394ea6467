import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../copied-checkout.ts'
import { runScript, runToEnd } from '../run-script.ts'
import { createServerFolder, type ServerFolder } from './server-folder.ts'

/** What the job `deploy` does, for a commit. */
function deploy({ path }: ServerFolder, commit: string, changes: Record<string, string> = {}) {
  return runToEnd([join(root, '.github/deploy.sh')], {
    PATH: `${path}:${process.env['PATH']}`,
    DEPLOY_HOST: 'school.example',
    DEPLOY_USER: 'deploy',
    DEPLOY_KNOWN_HOSTS: 'school.example ssh-ed25519 AAAA',
    DEPLOY_SSH_KEY: 'the key',
    GITHUB_SHA: commit,
    ...changes,
  })
}

test('the commit of the run is checked out on the server and deployed, and what came of it is told', async () => {
  using server = createServerFolder()
  const [first = '', second = '', third = ''] = server.commits
  const same = await deploy(server, first)
  assert.equal(same.code, 0)
  assert.match(same.output, /deploys prod of first\n::notice::\w+ is deployed/)

  const rolledBack = await deploy(server, second)
  assert.equal(rolledBack.code, 7)
  assert.match(
    rolledBack.output,
    /deploys prod of second\n::error::Rolled back: the version from before serves/,
  )
  assert.equal(server.git(server.folder, 'rev-parse', 'HEAD'), second)

  const nothingToDo = await deploy(server, third)
  assert.equal(nothingToDo.code, 0)
  assert.match(nothingToDo.output, /deploys prod of third\n::notice::Nothing to do/)
})

test('an approval that comes late brings no older version back', async () => {
  using server = createServerFolder()
  const [first = '', second = ''] = server.commits
  await deploy(server, second)
  const late = await deploy(server, first)
  assert.equal(late.code, 0)
  assert.match(late.output, /which is newer than/)
  assert.doesNotMatch(late.output, /deploys prod of first/)
  assert.equal(server.git(server.folder, 'rev-parse', 'HEAD'), second)
})

test('the key of CI deploys commits of main and does nothing else', async () => {
  using server = createServerFolder()
  server.git(server.origin, 'checkout', '--quiet', '-b', 'other')
  server.git(server.origin, 'commit', '--quiet', '--allow-empty', '--message', 'other')
  const other = server.git(server.origin, 'rev-parse', 'HEAD')
  for (const asked of [
    other,
    'main',
    '; id',
    `${server.commits[1]} --services`,
    `${server.commits[1]}\nid`,
  ]) {
    const refused = await deploy(server, asked)
    assert.equal(refused.code, 2, asked)
    assert.doesNotMatch(refused.output, /deploys|uid=/)
  }
  assert.equal(server.git(server.folder, 'rev-parse', 'HEAD'), server.commits[0])
})

test('files are not exchanged under a script that is at work there', async () => {
  using server = createServerFolder()
  const holder = `source ${server.folder}/scripts/lib/shell/preamble.sh; take_ops_lock ${server.folder}; echo holds; read -rt 60 <> <(:)`
  const backup = runScript(['bash', '-c', holder, 'backup.sh'])
  await backup.untilPrints(/holds/)
  const refused = await deploy(server, server.commits[1] ?? '')
  backup.kill('SIGKILL')
  await backup.ended
  assert.equal(refused.code, 5)
  assert.match(refused.output, /backup\.sh \(process \d+\) is at work in this folder/)
  assert.equal(server.git(server.folder, 'rev-parse', 'HEAD'), server.commits[0])
})

test('ssh accepts the one key of the server that it was given, asks nobody, and hands on nothing but the commit', async () => {
  using server = createServerFolder()
  const { output } = await deploy(server, server.commits[0] ?? '', { DEPLOY_PORT: '2222' })
  const given = readFileSync(join(server.path, 'arguments'), 'utf8').split('\n')
  for (const option of [
    'StrictHostKeyChecking=yes',
    'BatchMode=yes',
    'GlobalKnownHostsFile=/dev/null',
    '2222',
  ])
    assert.ok(given.includes(option), option)
  assert.deepEqual(given.slice(given.indexOf('--')), ['--', 'deploy@school.example', server.commits[0], ''])
  const kept = ['known_hosts', 'key'].map((name) => readFileSync(join(server.path, name), 'utf8'))
  assert.deepEqual(kept, ['school.example ssh-ed25519 AAAA\n', 'the key\n'])
  assert.doesNotMatch(output + given.join(), /the key/)
})

test('what is not set up is named before anything is tried', async () => {
  using server = createServerFolder()
  const { code, output } = await deploy(server, server.commits[0] ?? '', { DEPLOY_KNOWN_HOSTS: '' })
  assert.equal(code, 4)
  assert.match(output, /DEPLOY_KNOWN_HOSTS is not set/)
})
