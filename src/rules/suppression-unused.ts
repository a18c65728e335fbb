import { defineRule } from './define.js';

/** A suppression that outlives its finding silences the next one, which nobody has looked at. */
export default defineRule({
  id: 'suppression-unused',
  title: 'Every suppression silences something',
  severity: 'warning',
  pillar: 'operations',
  since: '0.1.0',
  sources: ['https://eslint.org/docs/latest/use/configure/rules#report-unused-eslint-disable-comments'],
  peers: {},
  options: {},

  on: 'suppression',
  check({ at, silence }, { report }) {
    const { fault, form, rule } = silence;
    if (fault === undefined) return;
    report({
      at: { at },
      ...fault,
      label: 'silences nothing',
      // Lines move with edits elsewhere.
      subject: rule ?? 'all',
      // Other files, which were not looked at, may need what the configuration holds.
      ...(form === 'configuration' && { atMost: 'info' }),
    });
  },
});
