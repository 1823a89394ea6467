import { createAlertChatStep } from './alert-chat.ts'
import type { ComposeProject } from './compose-project.ts'
import { createConfigurationStep } from './configuration.ts'
import { createDatabaseStep } from './database.ts'
import type { Docker } from './docker.ts'
import { createGlitchTipChecks, createGlitchTipSteps } from './glitchtip.ts'
import { createGrafanaSteps } from './grafana.ts'
import { createPrometheusStep } from './prometheus.ts'
import { createReplicasStep } from './replicas-metric.ts'
import type { Group } from './run-steps.ts'
import { createServicesStep } from './running-stack.ts'
import { createSchoolBotStep } from './school-bot.ts'
import { createSecretsStep } from './secrets.ts'
import type { Setup } from './step.ts'
import { createTestAlertStep } from './test-alert.ts'

/** All parts in the order in which they come one upon the other. */
export function planOf(setup: Setup, docker: Docker, project: ComposeProject): Group[] {
  return [
    {
      failureStops: 'everything',
      steps: [
        createSecretsStep(setup),
        createReplicasStep(setup, project.replicasOf('bot')),
        createDatabaseStep(setup, docker),
        // the first visitor of a GlitchTip without users may register: nobody is to come before its superuser
        ...createGlitchTipSteps(setup),
        createServicesStep(setup, docker, project),
      ],
    },
    { failureStops: 'nothing', steps: [createConfigurationStep(setup, docker)] },
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
