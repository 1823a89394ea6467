import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyCheckout } from '../copied-checkout.ts'
import { runToEnd } from '../run-script.ts'
import { makePath } from '../stub-programs.ts'

/** An engine that answers questions, runs nothing yet, and notes each call. */
const DOCKER = `
echo "$*" >>"$CALLS"
case "$*" in
"version "*) [[ -z \${ENGINE_FAULT:-} ]] || { echo "$ENGINE_FAULT" >&2; exit 1; }; echo "\${ENGINE:-28.5.2}" ;;
"compose version"*) echo "\${COMPOSE:-2.40.3}" ;;
"buildx version"*) echo "github.com/docker/buildx v\${BUILDX:-0.29.1}" ;;
info*) echo / ;;
*"--environment") echo "\${READS:-}" ;;
*"--format json") [[ -z \${FILES_FAULT:-} ]] || { echo "$FILES_FAULT" >&2; exit 1; }; echo '{"name":"school","services":{"bot":{"deploy":{"replicas":3},
  "ports":[{"target":8080,"published":"'"\${PUBLISHED:-8180-8189}"'"}]},"postgres":{},"prometheus":
  {"volumes":[{"type":"bind","source":"'"$PWD"'/prometheus","target":"/etc/prometheus","read_only":true}]},
  "alertmanager":{},"node-exporter":{},"nginx":{},"nginx-exporter":{"depends_on":{"nginx":{}}},"grafana":{"scale":0}}}' ;;
esac`

/** Variables and answers with which nothing is wrong. */
export const goodEnv = [
  'TELEGRAM_TOKEN=1000000001:token-of-the-bot',
  'ADMIN_TELEGRAM_IDS=700000001',
  'TELEGRAM_BOT_TOKEN=1000000002:token-for-alerts',
  'TELEGRAM_CHAT_ID=-100200300',
  'TELEGRAM_API_ROOT=http://127.0.0.1:47',
  'ALERT_TELEGRAM_API_ROOT=http://127.0.0.1:47',
  'ENVIRONMENT=prod',
  '',
].join('\n')

/** What the set-up found fault with. */
export const faultsIn = (output: string) =>
  output.split('\n').flatMap((line) => (line.startsWith('fault: ') ? [line.slice('fault: '.length)] : []))

export interface InitCheckout extends AsyncDisposable {
  path: string
  file: (name: string) => string
  run: (args?: readonly string[], env?: Record<string, string>) => ReturnType<typeof runToEnd>
  runScript: (
    script: string,
    args?: readonly string[],
    env?: Record<string, string>,
  ) => ReturnType<typeof runToEnd>
  /** What docker was asked to do. */
  calls: () => string[]
}

/** A copy of the checkout with no packages, and a PATH on which there are Node and the stub of Docker. */
export function copyForInit(programs: Readonly<Record<string, string>> = { docker: DOCKER }): InitCheckout {
  const checkout = copyCheckout({ withPackages: false })
  const parent = join(checkout.path, '..')
  // whatever the umask of the test
  execFileSync('chmod', ['-R', 'go+rX', join(checkout.path, 'prometheus')])
  const PATH = makePath(join(parent, 'path'), { node: `exec ${process.execPath} "$@"`, ...programs })
  const CALLS = join(parent, 'calls')
  const runScript: InitCheckout['runScript'] = (script, args = [], env = {}) =>
    runToEnd([checkout.script(script), ...args], { PATH, CALLS, ...env })
  return {
    path: checkout.path,
    file: (name) => join(checkout.path, name),
    run: (args, env) => runScript('init_monitoring.sh', args, env),
    runScript,
    calls: () => (existsSync(CALLS) ? readFileSync(CALLS, 'utf8').trim().split('\n') : []),
    [Symbol.asyncDispose]: () => checkout[Symbol.asyncDispose](),
  }
}
