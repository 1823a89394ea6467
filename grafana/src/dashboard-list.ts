/** Which dashboards there are. The uids stand in alerts and in the guide. */
export const known = {
  schoolbot: { uid: 'schoolbot', title: 'SchoolBot Dashboard' },
  kpi: { uid: 'schoolbot-kpi', title: 'Директор: KPI' },
  helpdesk: { uid: 'schoolbot-helpdesk', title: 'Help desk' },
  operations: { uid: 'schoolbot-operations', title: 'Operations' },
  slo: { uid: 'schoolbot-slo', title: 'SLO' },
}

/** Links to all dashboards but one, which keep the time range. */
export function linksFrom(uid: string) {
  return Object.values(known)
    .filter((other) => other.uid !== uid)
    .map((other) => ({ ...other, keepTime: other.uid !== known.kpi.uid }))
}
