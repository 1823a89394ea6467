/** A service that reads files of the checkout once, at its start: others take up changes by themselves. */
export interface FileReader {
  /** Of `docker compose run`, so that a container of its own tries the files as the next start would find them. */
  trial: readonly string[]
  /** In the container, and where on this machine its text comes from; beside what is mounted. */
  madeOf?: readonly (readonly [pattern: RegExp, source: string])[]
}

const rendered = '/tmp/alertmanager/'

export const fileReaders: Readonly<Record<string, FileReader>> = {
  prometheus: {
    trial: ['--entrypoint=promtool', 'prometheus', 'check', 'config', '/etc/prometheus/prometheus.yml'],
  },
  alertmanager: {
    trial: [
      ...['--entrypoint=sh', 'alertmanager', '-ec'],
      `sh /etc/alertmanager/run.sh --check; exec amtool check-config ${rendered}alertmanager.yml >&2`,
    ],
    madeOf: [[/\/tmp\/alertmanager\//g, '/etc/alertmanager/']],
  },
  'blackbox-exporter': {
    trial: ['blackbox-exporter', '--config.file=/etc/blackbox_exporter/blackbox.yml', '--config.check'],
  },
  nginx: {
    // -T is -t that also prints what it has read
    trial: ['nginx', 'nginx', '-T'],
    madeOf: [[/\/etc\/nginx\/conf\.d\/([\w.-]+?\.(?:conf|inc))/g, '/etc/nginx/templates/$1.template']],
  },
}
