import { alertmanagerReload, grafanaReload, prometheusReload, type Reload } from './file-reload.ts'

/** A service that reads files of the checkout when it is told to: others take up changes by themselves. */
export interface FileReader {
  /** Of `docker compose run`, so that a container of its own tries the files as the next start would find them. */
  trial?: readonly string[]
  /** Which of what is mounted in the container it does not read by itself; all without it. */
  reads?: RegExp
  /** Without one it is started again; nginx has its own (nginx-files.ts). */
  reload?: Reload
  /** In the container, and where on this machine its text comes from; beside what is mounted. */
  madeOf?: readonly (readonly [pattern: RegExp, source: string])[]
}

const rendered = '/tmp/alertmanager/'

export const fileReaders: Readonly<Record<string, FileReader>> = {
  prometheus: {
    trial: ['--entrypoint=promtool', 'prometheus', 'check', 'config', '/etc/prometheus/prometheus.yml'],
    reload: prometheusReload,
  },
  alertmanager: {
    trial: [
      ...['--entrypoint=sh', 'alertmanager', '-ec'],
      `sh /etc/alertmanager/run.sh --check; exec amtool check-config ${rendered}alertmanager.yml >&2`,
    ],
    madeOf: [[/\/tmp\/alertmanager\//g, '/etc/alertmanager/']],
    reload: alertmanagerReload,
  },
  'blackbox-exporter': {
    trial: ['blackbox-exporter', '--config.file=/etc/blackbox_exporter/blackbox.yml', '--config.check'],
  },
  // it tries them as it reads them, and goes on with what it had
  grafana: { reads: /^\/etc\/grafana\/provisioning$/, reload: grafanaReload },
  nginx: {
    // -T is -t that also prints what it has read
    trial: ['nginx', 'nginx', '-T'],
    madeOf: [[/\/etc\/nginx\/conf\.d\/([\w.-]+?\.(?:conf|inc))/g, '/etc/nginx/templates/$1.template']],
  },
}
