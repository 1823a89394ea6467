import { admins, cases, directors, draft, members, nobody, type PressCase } from './press-case.ts'
import { ticketPresses } from './press-table-tickets.ts'

const key = '0123456789ab'

/** Every kind of button, pressed by people whom what it names does not concern, and outside of its dialogue. */
export const pressTable: readonly PressCase[] = [
  ...ticketPresses,
  // orders
  ...cases(directors, ({ order, reported, asked, moveRequest, person }) => [
    `task:${order}`,
    `task_history:${order}`,
    `task_hist_page:${order}:0`,
    `task_from:${order}:given:0:open:0:0`,
    `kpi_task:${order}`,
    `task_accept:${reported}:1`,
    `task_return:${reported}:1`,
    `task_grant_move:${asked}:${moveRequest}`,
    `task_refuse_move:${asked}:${moveRequest}`,
    `task_comment:${order}`,
    `task_move:${order}`,
    `task_cancel:${order}`,
    `task_reassign:${order}`,
    // what is the doer's alone shows the order to who may see it
    `task_acknowledge:${order}`,
    `task_report:${order}`,
    `task_ask_to_move:${order}`,
    ...['ta_leave', 'ta_send', 'ta_done', 'ta_when', 'ta_skip', 'ta_cancel', 'ta_all'].map(
      (kind) => `${kind}:${draft}:${order}`,
    ),
    `ta_doers:${draft}:${order}:0`,
    `ta_to:${draft}:${order}:${person}`,
  ]),
  ...cases(nobody, ({ order, person }) => [
    `task_files:${order}`,
    `ta_due:${draft}:at:203011271500`,
    `give_due:${draft}:at:203011271500`,
    ...['give_on', 'give_anew', 'give_drop'].map((kind) => `${kind}:${draft}`),
    `give_who:${draft}:people:only:${person}:0`,
    `give_role:${draft}:people:tick:staff:0`,
    `give_page:${draft}:people:0`,
    `give_move:${draft}:check:done`,
    `give_edit:${draft}:people`,
    `give_imp:${draft}:high`,
    `give_send:${draft}:1`,
  ]),
  ...cases(members, ({ batch }) => [`task_list:batch:${batch}:open:0:0`, 'task_back:overdue:0:open:0:0']),
  ...cases(directors, ({ person }) => [
    'givers:directed:0',
    'givers_search',
    `giver:${person}:allowed:directed:0`,
  ]),
  ...cases(nobody, () => ['givers_found:0']),
  // figures
  ...cases(directors, ({ person }) => [
    `kpi:p${person}:week:0:home`,
    `kpi_list:p${person}:week:0:overdue:0`,
    'kpi_by:week:0:people:0',
    `kpi_file:p${person}:week:0:csv`,
  ]),
  // the calendar
  ...cases(members, () => ['cal:202612']),
  ...cases(admins, () => [
    'cal_week',
    'cal_wd:1',
    'cal_day:20261224',
    'cal_type',
    'cal_import',
    'cal_example',
    'cal_export:2026',
  ]),
  ...cases(nobody, () => [
    `cal_wh:${draft}:off`,
    `cal_kind:${draft}:holiday`,
    `cal_dh:${draft}:480-600`,
    `cal_name:${draft}:0`,
    `cal_save:${draft}`,
    `cal_take:${draft}:yes`,
  ]),
  // monitoring
  ...cases(admins, () => [
    'alerts:0',
    `alert:${key}`,
    `alert_mute:${key}:hour`,
    `alert_unmute:${key}`,
    'status',
  ]),
  // people
  ...cases(members, () => ['language:en', 'own-name', 'keep-name']),
  ...cases(admins, ({ person, receiver, invite, request }) => [
    'people:all:0',
    'people-search',
    `person:${person}`,
    `person-roles:${person}`,
    `person-role:${person}:specialist`,
    `person-access:${person}:blocked`,
    `person-name:${person}`,
    `person-history:${person}`,
    `offboard:${person}:0`,
    `offboard-search:${person}`,
    `offboard-to:${person}:${receiver}`,
    `offboard-yes:${person}:${receiver}`,
    'invites',
    `invite-revoke:${invite}`,
    `access:${request}:staff`,
    `access-none:${request}`,
    `access-none-sure:${request}`,
    'access-pending',
  ]),
  ...cases(nobody, () => [
    'people-found:0',
    'offboard-found:0',
    `invite-role:${draft}:staff`,
    `invite-uses:${draft}:staff:5`,
    `invite-days:${draft}:staff:5:7`,
  ]),
  ...cases(['stranger'], () => ['access-ask', 'access-name']),
]
