import type { briefsZh } from './messages-briefs-zh.ts';

/** Words of the brief pages, English. */
export const briefsEn: Record<keyof typeof briefsZh, string> = {
  'nav.briefs': 'Briefs',
  'brief.draftTitle': 'Win-back brief {name}',
  'brief.build': 'Make a win-back brief',
  'brief.incumbent': 'Incumbent',
  'brief.us': 'Us',
  'brief.make': 'Change',
  'brief.label.fact': 'Fact: quoted',
  'brief.label.inference': 'Inference: drawn from facts',
  'brief.label.assumption': 'Assumption: unproven, to be checked',
  'brief.shareRule': 'No line has a looser class than its strictest evidence',
  'brief.noLine': 'No line that may be shown',
  'brief.noEvidence': 'No evidence that may be shown',
  'brief.inText': 'In the text',
  'brief.refused': '{name}: not enough evidence for a brief',
  'brief.refusedWhy':
    'The base holds {sentences} sentences that name it, {relations} of them on who serves it. Better no brief than a padded one. Collect first:',
  'brief.collect': 'What to collect',
  'brief.toRequests': 'File a collection request',
  'error.LOCKED': 'The brief is locked',
  'error.LOCKED.help': 'A locked brief is not changed. Clone it and change the clone.',
  'error.TOO_LITTLE_EVIDENCE': 'Not enough evidence',
  'error.TOO_LITTLE_EVIDENCE.help': 'Collect what is listed first.',
};
