import type { ComposeProject } from '../compose/compose-project.ts'
import type { Docker } from '../compose/docker.ts'
import { createGlitchTipChecks, createGlitchTipSteps } from '../glitchtip/glitchtip.ts'
import { createGrafanaSteps } from '../grafana/grafana.ts'
import { createSecretsStep } from '../settings/secrets-step.ts'
import type { Group } from '../steps/run-steps.ts'
import type { Setup } from '../steps/step.ts'
import { createAlertChatStep } from './alert-chat.ts'
import { createConfigurationStep } from './configuration.ts'
import { createDatabaseStep } from './database.ts'
import { createFirstStartStep } from './first-start.ts'
import { createNginxReplicasStep } from './nginx-replicas.ts'
import { createPrometheusStep } from './prometheus.ts'
import { createReplicasStep } from './replicas-metric.ts'
import { createServicesStep } from './running-stack.ts'
import { createSchoolBotStep } from './school-bot.ts'
import { createTestAlertStep } from './test-alert.ts'

/** All parts in the order in which they come one upon the other. */
export function planOf(setup: Setup, docker: Docker, project: ComposeProject): Group[] {
  return [
    {
      failureStops: 'everything',
      steps: [
        createSecretsStep(setup),
        createReplicasStep(setup, project.replicasOf('bot')),
        // before Prometheus and Alertmanager begin to look
        createFirstStartStep(setup, docker),
        createDatabaseStep(setup, docker),
        // the first visitor of a GlitchTip without users may register: nobody is to come before its superuser
        ...createGlitchTipSteps(setup),
        createServicesStep(setup, docker, project),
      ],
    },
    {
      failureStops: 'nothing',
      steps: [createConfigurationStep(setup, docker), createNginxReplicasStep(setup, docker, project)],
    },
    { failureStops: 'its group', steps: createGrafanaSteps(setup) },
    {
      failureStops: 'nothing',
      steps: [
        ...createGlitchTipChecks(setup),
        createSchoolBotStep(setup),
        createAlertChatStep(setup),
        createTestAlertStep(setup),
        createPrometheusStep(setup, docker),
      ],
    },
  ]
}
