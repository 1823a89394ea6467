import {
  kpiCardButton,
  kpiFileButton,
  kpiFormats,
  kpiListButton,
  kpiParts,
  kpiSliceButton,
  kpiSlices,
  kpiTaskButton,
} from '../src/reports/kpi-buttons.ts'

/** Buttons about the school, somebody else, and what is none of a teacher's business. */
export function forgedKpi({ personId, taskId }: { personId: number; taskId: number }): string[] {
  const subjects = ['all', `p${personId}`, 'c1', 'h0a1b2c3d', 'free']
  const place = { kind: 'week', day: 0 } as const
  return [
    ...subjects.flatMap((subject) => kpiParts.map((part) => kpiCardButton.pack({ ...place, subject, part }))),
    ...subjects.flatMap((subject) =>
      (['overdue', 'filed'] as const).map((figure) =>
        kpiListButton.pack({ ...place, subject, figure, page: 0 }),
      ),
    ),
    ...subjects.flatMap((subject) =>
      kpiFormats.map((format) => kpiFileButton.pack({ ...place, subject, format })),
    ),
    ...kpiSlices.map((slice) => kpiSliceButton.pack({ ...place, slice, page: 0 })),
    kpiTaskButton.pack({ taskId }),
  ]
}

/** What no button of ours ever said. */
export const forgedKpiNonsense = [
  'kpi:p99999999999:week:0:home',
  'kpi:p0:week:0:home',
  'kpi:h:week:0:home',
  'kpi:all:day:0:home',
  'kpi:all:week:-1:home',
  'kpi:all:week:99999999:home',
  'kpi_list:all:week:0:secret:0',
  'kpi_by:week:0:everything:0',
  'kpi_file:all:week:0:pdf',
  'kpi_task:2147483647',
]
