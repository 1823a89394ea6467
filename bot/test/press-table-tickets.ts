import { admins, cases, draft, members, nobody, overseers, type PressCase, workers } from './press-case.ts'

/** The buttons of tickets, of their filing, files, categories and targets. */
export const ticketPresses: readonly PressCase[] = [
  // tickets: reading
  ...cases(overseers, ({ ticket }) => [`open:${ticket}`, `history:${ticket}`, `hist_page:${ticket}:0`]),
  ...cases(nobody, ({ ticket }) => [`files:${ticket}`]),
  ...cases(members, () => ['my:open:0', 'find_again']),
  ...cases(overseers, () => ['queue:all:0:any:0', 'queue_by:category:all:0:any:0']),
  // tickets: what their authors alone do
  ...cases(nobody, ({ ticket, resolvedTicket }) => [
    `t_cancel:${ticket}`,
    `cancel_yes:${ticket}`,
    `t_confirm:${resolvedTicket}:1`,
    `rate:${resolvedTicket}:5`,
    `t_answer:${ticket}`,
    `t_reject:${resolvedTicket}:1`,
    `t_reopen:${resolvedTicket}`,
  ]),
  ...cases(overseers, ({ ticket }) => [`cancel_no:${ticket}`]),
  ...cases(members, () => ['no_words']),
  // tickets: work
  ...cases(overseers, ({ newTicket }) => [`t_take:${newTicket}`]),
  ...cases(workers, ({ ticket }) => [
    `t_comment:${ticket}`,
    `t_note:${ticket}`,
    `t_change_category:${ticket}`,
    `t_change_urgency:${ticket}`,
    `t_link_duplicate:${ticket}`,
  ]),
  // the ticket is a colleague's
  ...cases(admins, ({ ticket }) => [
    `t_ask:${ticket}`,
    `t_resolve:${ticket}`,
    `t_hand_over:${ticket}`,
    `t_return_to_queue:${ticket}`,
  ]),
  ...cases(nobody, ({ ticket, newTicket, receiver, category }) => [
    `w_send:${ticket}`,
    `w_remark:${ticket}:0`,
    `w_people:${ticket}:0`,
    `w_cat:${ticket}:${category}`,
    `w_urg:${ticket}:critical`,
    `w_to:${ticket}:${receiver}`,
    `w_queue:${ticket}`,
    `w_leave`,
    `w_dup:${ticket}:${newTicket}`,
  ]),
  // tickets: filing
  ...cases(nobody, ({ category, person }) => [
    ...['d_continue', 'd_anew', 'd_drop'].map((kind) => `${kind}:${draft}`),
    `d_cat:${draft}:${category}`,
    `d_place:${draft}:0`,
    `d_urg:${draft}:high`,
    `d_move:${draft}:place:back`,
    `d_edit:${draft}:author`,
    `d_send:${draft}:0`,
    `d_people:${draft}:0`,
    `d_author:${draft}:${person}`,
    `stray:${draft}:begin`,
    `find_page:${draft}:0`,
  ]),
  // tickets: files of them, categories, targets
  ...cases(overseers, () => ['exp_back', 'exp_period:own']),
  ...cases(nobody, () => [`exp_make:${draft}:csv`, `cat_usual:${draft}:en`]),
  ...cases(admins, ({ category }) => [
    'cat_list:used',
    `cat:${category}`,
    `cat_move:${category}:up`,
    `cat_archive:${category}:archived`,
    'cat_add',
    `cat_edit:${category}:name`,
    'targets',
    'target:normal',
    'target_ask:normal:response',
    'target_set:normal:response:1',
  ]),
]
